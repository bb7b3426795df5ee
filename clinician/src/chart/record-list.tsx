/** All of one kind in a record, in pages, as a table: what a summary panel shows the first lines of. */
import type { Resource } from '@medplum/fhirtypes';
import { useSuspenseInfiniteQuery } from '@tanstack/react-query';
import { Button } from '@vardkedjan/ui/button/button.tsx';
import { type Column, DataTable } from '@vardkedjan/ui/data-table/data-table.tsx';
import { followPage, type Page, type Query, searchResources } from '@vardkedjan/ui/fhir-client.ts';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { type ReactNode, useMemo } from 'react';
import { AlsoOf, WrittenUnder } from '../identity/written-under.tsx';
import { NoneInRecord } from './none-in-record.tsx';
import { texts } from './texts.ts';

export interface RecordListProps<T extends Resource, Row> {
  patientId: string;
  type: T['resourceType'];
  /** Beside the patient and the page size. */
  query: Query;
  /** The parameter by which the type says whose it is. */
  patientParameter?: 'patient' | 'subject';
  /** What came along by _include and _revinclude is given to `rowsOf` too. */
  withIncluded?: boolean;
  title: string;
  empty: string;
  rowsOf: (resources: T[]) => Row[];
  rowKey: (row: Row) => string;
  columns: readonly Column<Row>[];
  isQuiet?: (row: Row) => boolean;
  actions?: ReactNode;
  /** The row one came here for. */
  focus?: string | undefined;
}

const pageSize = 100;

export function RecordList<T extends Resource, Row>(props: RecordListProps<T, Row>) {
  const t = useTexts(texts);
  const { rowsOf, withIncluded } = props;
  const found = useSuspenseInfiniteQuery({
    queryKey: ['record', props.patientId, 'list', props.type, props.query],
    queryFn: ({ pageParam, signal }): Promise<Page<T>> =>
      pageParam === ''
        ? searchResources<T>(
            props.type,
            { [props.patientParameter ?? 'patient']: props.patientId, ...props.query, _count: pageSize },
            signal,
          )
        : followPage<T>(pageParam, signal),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
    structuralSharing: false,
  });
  const resources = useMemo(
    () =>
      found.data.pages.flatMap((page) => (withIncluded ? [...page.matches, ...(page.included as T[])] : page.matches)),
    [found.data, withIncluded],
  );
  const rows = useMemo(() => rowsOf(resources), [resources, rowsOf]);
  return (
    <div className="record-list">
      <header className="page-head">
        <h2>
          {props.title} <span className="panel-count">{found.hasNextPage ? `${rows.length}+` : rows.length}</span>
        </h2>
        {props.actions}
      </header>
      {rows.length === 0 ? (
        <NoneInRecord>{props.empty}</NoneInRecord>
      ) : (
        <AlsoOf resources={resources}>
          <DataTable
            caption={props.title}
            columns={props.columns}
            rows={rows}
            rowKey={props.rowKey}
            mark={(row) => <WrittenUnder id={props.rowKey(row)} />}
            {...(props.isQuiet ? { isQuiet: props.isQuiet } : {})}
            {...(props.focus ? { currentKey: props.focus } : {})}
          />
        </AlsoOf>
      )}
      {found.hasNextPage ? (
        <Button isDisabled={found.isFetchingNextPage} onPress={() => void found.fetchNextPage()}>
          {t.more}
        </Button>
      ) : null}
    </div>
  );
}
