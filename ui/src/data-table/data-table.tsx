/**
 * A table of facts: a native table (it reads, prints and copies as one), sortable by its headings, numbers to the right in tabular figures.
 * Where rows open something, one cell holds the link or button and arrow keys go from row to row.
 */
import { type KeyboardEvent, type ReactNode, useMemo, useState } from 'react';
import { type SortState, type SortValue, sortRows } from './sort-rows.ts';
import './data-table.css';

export interface Column<Row> {
  key: string;
  title: string;
  /** The heading is for assistive technology only. */
  hideTitle?: boolean;
  align?: 'left' | 'right';
  /** Never wraps and takes no more than it needs. */
  fit?: boolean;
  cell: (row: Row) => ReactNode;
  /** Its content is the button that opens the row; without any such column the first one's is. */
  opens?: boolean;
  /** Makes the column sortable. */
  sortBy?: (row: Row) => SortValue;
}

export interface DataTableProps<Row> {
  /** Says what the table holds; visible only with `showCaption`. */
  caption: string;
  showCaption?: boolean;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  /** Given, rows open something, and one column's content becomes the button for it. */
  onOpen?: (row: Row) => void;
  /** The row that is spoken of: brought into view and marked. */
  currentKey?: string;
  initialSort?: SortState;
  /** Headings are for assistive technology only: for short lists in a summary. */
  hideHead?: boolean;
  isQuiet?: (row: Row) => boolean;
  /** Every column keeps its place on a phone too, and the table is scrolled sideways; else a row flows. */
  isBoard?: true;
  /** What is to be known of a row beside its first cell, such as where it was written. */
  mark?: (row: Row) => ReactNode;
}

export function DataTable<Row>(props: DataTableProps<Row>) {
  const { columns, rows } = props;
  const [sort, setSort] = useState<SortState | undefined>(props.initialSort);
  const shown = useMemo(() => {
    const by = sort ? columns.find((column) => column.key === sort.column)?.sortBy : undefined;
    return by && sort ? sortRows(rows, by, sort.direction) : rows;
  }, [rows, columns, sort]);
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- arrows between the buttons inside it
    <table
      className={props.isBoard ? 'data-table' : 'data-table data-table-flows'}
      onKeyDown={props.onOpen ? moveBetweenRows : undefined}
    >
      <caption className={props.showCaption ? 'data-table-caption' : 'visually-hidden'}>{props.caption}</caption>
      <thead className={props.hideHead ? 'visually-hidden' : undefined}>
        <tr>
          {columns.map((column) => (
            <Heading key={column.key} column={column} sort={sort} onSort={setSort} inert={props.hideHead === true} />
          ))}
        </tr>
      </thead>
      <tbody>
        {shown.map((row) => (
          <Row key={props.rowKey(row)} row={row} table={props} />
        ))}
      </tbody>
    </table>
  );
}

interface HeadingProps<Row> {
  column: Column<Row>;
  sort: SortState | undefined;
  onSort: (sort: SortState) => void;
  inert: boolean;
}

function Heading<Row>({ column, sort, onSort, inert }: HeadingProps<Row>) {
  const direction = sort?.column === column.key ? sort.direction : undefined;
  const title = <span className={column.hideTitle ? 'visually-hidden' : undefined}>{column.title}</span>;
  return (
    <th
      scope="col"
      className={cellClass(column)}
      aria-sort={direction ?? (column.sortBy && !inert ? 'none' : undefined)}
    >
      {column.sortBy && !inert ? (
        <button
          type="button"
          className="data-table-sort"
          onClick={() =>
            onSort({ column: column.key, direction: direction === 'ascending' ? 'descending' : 'ascending' })
          }
        >
          {title}
          <span aria-hidden="true" className="data-table-direction">
            {direction === 'ascending' ? '↑' : direction === 'descending' ? '↓' : ''}
          </span>
        </button>
      ) : (
        title
      )}
    </th>
  );
}

function Row<Row>({ row, table }: { row: Row; table: DataTableProps<Row> }) {
  const { columns, onOpen } = table;
  const opener = Math.max(
    0,
    columns.findIndex((column) => column.opens),
  );
  const isCurrent = table.currentKey !== undefined && table.currentKey === table.rowKey(row);
  return (
    <tr
      ref={isCurrent ? scrollHere : undefined}
      className={table.isQuiet?.(row) ? 'quiet' : undefined}
      data-opens={onOpen ? '' : undefined}
      aria-current={isCurrent ? 'true' : undefined}
      onClick={onOpen ? (event) => (isOwnControl(event.target) ? undefined : onOpen(row)) : undefined}
    >
      {columns.map((column, index) => (
        <td key={column.key} className={cellClass(column)}>
          {onOpen && index === opener ? (
            <button type="button" className="data-table-opener" onClick={() => onOpen(row)}>
              {column.cell(row)}
            </button>
          ) : (
            column.cell(row)
          )}
          {index === opener ? table.mark?.(row) : null}
        </td>
      ))}
    </tr>
  );
}

const scrollHere = (row: HTMLTableRowElement | null) => row?.scrollIntoView({ block: 'nearest' });

const isOwnControl = (target: EventTarget) => target instanceof Element && target.closest('a, button, input') !== null;

function cellClass<Row>(column: Column<Row>): string | undefined {
  return [column.align === 'right' ? 'number' : '', column.fit ? 'data-table-fit' : ''].join(' ').trim() || undefined;
}

const steps: Record<string, (index: number, last: number) => number> = {
  ArrowDown: (index, last) => Math.min(index + 1, last),
  ArrowUp: (index) => Math.max(index - 1, 0),
  Home: () => 0,
  End: (_, last) => last,
};

function moveBetweenRows(event: KeyboardEvent<HTMLTableElement>): void {
  const step = steps[event.key];
  if (!step) return;
  const openers = [...event.currentTarget.querySelectorAll<HTMLElement>('.data-table-opener')];
  const index = openers.indexOf(document.activeElement as HTMLElement);
  if (index < 0) return;
  event.preventDefault();
  openers[step(index, openers.length - 1)]?.focus();
}
