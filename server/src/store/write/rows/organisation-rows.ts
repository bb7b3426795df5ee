/** The organisation tree as rows, written with the Organizations, and how it settles when units come or move. */
import type { Columns } from '../../definitions/definition-row.ts';
import type { Write } from '../../queryable.ts';
import type { Part } from '../../search/index/write-index.ts';
import type { OrganisationRow, Row } from './row.ts';

export function organisationParts(rows: readonly Row[], { fixed, text }: Columns): Part[] {
  const changed: (OrganisationRow & { key: number; id: string })[] = [];
  for (const { organisation, key, id } of rows) {
    if (organisation !== undefined) {
      changed.push({ ...organisation, key, id });
    }
  }
  if (changed.length === 0) {
    return [];
  }
  const columns = [
    fixed(changed, 'int8', (row) => row.key),
    text(changed, (row) => row.id),
    fixed(changed, 'int8', (row) => row.parent),
    fixed(changed, 'bool', (row) => Number(row.isCareProvider)),
    fixed(changed, 'int8', (row) => row.careProvider),
    text(changed, (row) => row.hsaId),
    fixed(changed, 'bool', (row) => Number(row.walled)),
    fixed(changed, 'bool', (row) => Number(row.socialCare)),
  ];
  return [
    {
      name: 'organised',
      sql: `insert into organisation (key, id, parent, is_care_provider, care_provider, hsa_id, walled, social_care)
        select * from unnest(${columns.join(', ')})
        on conflict (key) do update set parent = excluded.parent, is_care_provider = excluded.is_care_provider,
          care_provider = excluded.care_provider, hsa_id = excluded.hsa_id, walled = excluded.walled, social_care = excluded.social_care`,
    },
  ];
}

/**
 * Before organisations come below others or move: whoever settles later sees what was settled before, so that one that comes while what
 * it comes below moves belongs where that has gone.
 */
export const holdOrganisations: Write = {
  statement: { name: 'hold-organisations', text: 'select pg_advisory_xact_lock(8276, 0)' },
  values: [],
};

/** After organisations have come below others or moved: each one's care provider is its nearest ancestor-or-self that is one. */
export const settleOrganisations: Write = {
  statement: {
    name: 'settle-organisations',
    text: `with recursive settled as (
        select key, case when is_care_provider then key else 0 end as care_provider, 0 as depth
        from organisation o where parent = 0 or not exists (select 1 from organisation p where p.key = o.parent)
        union all
        select o.key, case when o.is_care_provider then o.key else s.care_provider end, s.depth + 1
        from settled s join organisation o on o.parent = s.key where s.depth < 50
      )
      update organisation o set care_provider = s.care_provider from settled s
      where s.key = o.key and s.care_provider <> o.care_provider`,
  },
  values: [],
};
