/** Which code systems are loaded into the tables, and in which versions. */
import type { CodeSystemProperty } from '@medplum/fhirtypes';
import type { Queryable } from '../queryable.ts';
import { LoadedContent } from './loaded-content.ts';

interface SystemRow {
  key: number;
  url: string;
  version: string;
  name: string;
  title: string;
  content: string;
  language: string;
  case_sensitive: boolean;
  properties: string;
  valid_from: string;
  valid_until: string;
}

export async function loadedSystems(database: Queryable): Promise<LoadedContent[]> {
  const rows = await database.rows<SystemRow>(statement);
  return rows.map((row) => {
    const about = {
      url: row.url,
      version: row.version,
      name: row.name,
      title: row.title,
      content: row.content,
      caseSensitive: row.case_sensitive,
      language: row.language,
      properties: JSON.parse(row.properties) as CodeSystemProperty[],
      ...(row.valid_from !== '-infinity' && { validFrom: row.valid_from }),
      ...(row.valid_until !== 'infinity' && { validUntil: row.valid_until }),
    };
    return new LoadedContent(row.key, about, database);
  });
}

const statement = {
  name: 'code-systems',
  text: `select key, url, version, name, title, content, language, case_sensitive, properties, valid_from::text, valid_until::text
    from code_system where ready order by url, version`,
};
