/** In the place of the record: why it is not shown, by which provision, and the steps that the law offers. */
import type { Refusal } from '@vardkedjan/ui/fhir-failure.ts';
import { Button } from '@vardkedjan/ui/button/button.tsx';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { LiftBlocks } from '../blocks/lift-blocks.tsx';
import { Refused } from '@vardkedjan/ui/states/refused.tsx';
import { OfferShared } from '../shared/offer-shared.tsx';
import { useSession } from '../session/session-context.ts';
import { AnalyseNeeds } from './analyse-needs.tsx';
import { StateRelationForm } from './state-relation-form.tsx';
import { texts } from './texts.ts';

export interface RefusalPanelProps {
  refusal: Refusal;
  patientId: string;
  /** A step has been taken that may open the record. */
  onOpened: () => void;
}

export function RefusalPanel({ refusal, patientId, onOpened }: RefusalPanelProps) {
  const t = useTexts(texts);
  const { session, assignment, changeAssignment } = useSession();
  const others = session.assignments.filter((each) => each.id !== assignment.id);
  const offersRelation = refusal.steps.includes('state-relation');
  const offersAssignment = refusal.steps.includes('choose-assignment') && others.length > 0;
  const offersLift = offersToLift(refusal);
  const offersShared = refusal.steps.includes('register-consent');
  const offersAnalysis = refusal.steps.includes('analyse-needs');
  return (
    <main className="refusal">
      <Refused
        refusal={refusal}
        level={1}
        steps={
          offersRelation || offersAssignment || offersLift || offersShared || offersAnalysis ? (
            <>
              {offersRelation ? <StateRelationForm to={{ patientId }} onOpened={onOpened} /> : null}
              {offersLift ? <LiftBlocks patientId={patientId} onOpened={onOpened} /> : null}
              {offersShared ? <OfferShared patientId={patientId} onOpened={onOpened} /> : null}
              {offersAnalysis ? <AnalyseNeeds /> : null}
              {offersAssignment ? (
                <>
                  <p>{t.changeAssignmentMore}</p>
                  {others.map((each) => (
                    <Button key={each.id} onPress={() => void changeAssignment(each.id)}>
                      {`${each.careUnit.name}, ${each.title}`}
                    </Button>
                  ))}
                </>
              ) : null}
            </>
          ) : undefined
        }
      />
      <a href="/">{t.toWork}</a>
    </main>
  );
}

/** Alone, or with the help of the unit that has blocked: the same dialogue. */
function offersToLift({ steps }: Refusal): boolean {
  return steps.includes('lift-block') || steps.includes('ask-unit-to-lift');
}

/** In the place of one part of a record that is open: as above. */
export function RefusedPart({ refusal, patientId, onOpened }: RefusalPanelProps) {
  return (
    <div className="refusal">
      <Refused
        refusal={refusal}
        steps={
          offersToLift(refusal) ? (
            <LiftBlocks patientId={patientId} onOpened={onOpened} />
          ) : refusal.steps.includes('register-consent') ? (
            <OfferShared patientId={patientId} onOpened={onOpened} />
          ) : refusal.steps.includes('analyse-needs') ? (
            <AnalyseNeeds />
          ) : undefined
        }
      />
    </div>
  );
}

export function NoSuchRecord() {
  const t = useTexts(texts);
  return (
    <main className="refusal">
      <h1>{t.notFound}</h1>
      <p>{t.notFoundMore}</p>
      <a href="/">{t.toWork}</a>
    </main>
  );
}
