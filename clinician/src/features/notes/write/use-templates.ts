/** The unit's templates for the one who is signed in, the likeliest first. Without the unit's kind or the writer's habits there is still a list. */
import { useQuery } from '@tanstack/react-query';
import { useSession } from '../../../session/session-context.ts';
import { usedTemplatesQuery } from '../../../unit-templates/queries.ts';
import { type Template, templatesQuery } from '../queries.ts';
import { unitKindQuery } from '../../../unit-templates/queries.ts';
import { suitableTemplates } from '../suitable-templates.ts';
import { lastTemplate } from './last-template.ts';

export interface TemplateChoice {
  all: readonly Template[];
  suitable: readonly Template[];
  isPending: boolean;
  error: Error | null;
  retry: () => void;
}

export function useTemplates(): TemplateChoice {
  const { session, assignment } = useSession();
  const unit = assignment.careUnit.id;
  const kind = useQuery(unitKindQuery(unit));
  // A unit whose kind cannot be had still writes.
  const templates = useQuery(templatesQuery(unit, kind.isError ? null : kind.data));
  const used = useQuery(usedTemplatesQuery(session.caller?.practitioner?.id ?? ''));
  const suitable = suitableTemplates(templates.data ?? [], {
    unit,
    unitKind: kind.data ?? undefined,
    profession: assignment.profession,
    used: used.data ?? {},
    last: lastTemplate(unit),
  });
  return {
    all: templates.data ?? [],
    suitable,
    isPending: templates.isPending || kind.isPending || used.isPending,
    error: templates.error,
    retry: () => void templates.refetch(),
  };
}
