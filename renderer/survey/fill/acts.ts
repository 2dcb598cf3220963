import type { StoreApi } from 'zustand/vanilla';
import type { Failure } from '../../../shared/base/failure.ts';
import type { Bridge } from '../../../shared/ipc/api.ts';
import type { Finding } from '../../../shared/survey/findings.ts';
import { createReading } from '../../service/reading.ts';
import type { Found } from './found.ts';
import type { Paths } from './paths.ts';
import type { Saving } from './saving.ts';
import { openIn, type FillState } from './state.ts';

/** What is done to a form as a whole, on the answers as they are stored. What is refused stands in the state. */
export interface Acts {
  /** Does work on the answers once they are stored, one at a time: until it has ended nothing is typed that it would not know of. */
  readonly hold: (work: (response: number) => Promise<void>) => Promise<void>;
  /** Reads the form again once everything in it is saved; as long as that cannot be, it stays as it is. */
  readonly refresh: () => Promise<void>;
  /** Shows everything that prevents completing; true when nothing does. */
  readonly check: () => Promise<boolean>;
  readonly complete: () => Promise<void>;
  readonly approve: () => Promise<void>;
  readonly reopen: (reason: string) => Promise<void>;
  /** Takes back all that was said of the company in this round. */
  readonly withdraw: (reason: string) => Promise<void>;
  /** Lets go of a withdrawal that somebody has asked for. */
  readonly dropWithdrawal: () => Promise<void>;
}

interface ActsParts {
  readonly bridge: Bridge;
  readonly entity: string;
  readonly state: StoreApi<FillState>;
  readonly paths: Paths;
  readonly found: Found;
  readonly saving: Pick<Saving, 'flush'>;
  /** Opens the form as an act has left it. */
  readonly open: () => Promise<void>;
}

interface Comparing {
  /** Asks the database what comparing companies says of the form. The person goes on meanwhile, and nothing is shown of it. */
  readonly compare: () => Promise<void>;
  /** Nobody waits for it any more. */
  readonly leave: () => void;
}

/** Acts on a form. */
export function createActs({ bridge, entity, state, paths, found, saving, open }: ActsParts): Acts & Comparing {
  const comparing = createReading(bridge, (work) => work(crypto.randomUUID()));
  const compare = async () => {
    const answer = await comparing.read((job) => bridge.call('survey.compare', { job, entity }));
    // What says nothing new would paint every question again.
    if (!answer?.ok || JSON.stringify(answer.value) === JSON.stringify(state.getState().compared)) return;
    state.setState({ compared: answer.value });
    paths.touch([]);
  };

  const check = async () => {
    await saving.flush();
    await compare();
    state.setState({ stage: 'complete' });
    paths.touch([]);
    return found.all().every((finding) => finding.level === 'info' || finding.justification !== undefined);
  };

  const hold: Acts['hold'] = async (work) => {
    const phase = openIn(state);
    if (!phase || state.getState().acting) return;
    state.setState({ acting: true });
    try {
      if (await saving.flush()) await work(phase.opened.response);
    } finally {
      state.setState({ acting: false });
    }
  };

  /** Runs an act, then opens what it left. */
  const act = (work: (response: number) => Promise<Failure | null>) => hold(async (response) => {
    const refused = await work(response);
    if (refused) state.setState({ refused });
    else await open();
  });

  return {
    compare,
    leave: comparing.leave,
    check,
    hold,
    refresh: () => act(() => Promise.resolve(null)),
    complete: () => act(async (response) => {
      const answer = await bridge.call('survey.complete', { response });
      if (!answer.ok) return answer.error;
      if (answer.value.kind === 'completed') return null;
      // What was being compared when the form was opened knows less.
      comparing.leave();
      state.setState({ stage: 'complete', compared: notIn(answer.value.findings, openIn(state)?.session.findings('complete') ?? []) });
      paths.touch([]);
      return { code: 'blocked', values: { count: answer.value.findings.length } };
    }),
    approve: () => act(async () => {
      const answer = await bridge.call('survey.approve', { entities: [entity] });
      if (!answer.ok) return answer.error;
      if (answer.value.sameHand?.includes(entity)) return { code: 'same-person', values: { act: 'approve', person: '' } };
      return answer.value.refused.length > 0 ? { code: 'not-complete' } : null;
    }),
    reopen: (reason) => act(async (response) => {
      const answer = await bridge.call('survey.reopen', { response, reason });
      return answer.ok ? null : answer.error;
    }),
    withdraw: (reason) => act(async () => {
      const answer = await bridge.call('survey.withdraw', { entity, reason });
      return answer.ok ? null : answer.error;
    }),
    dropWithdrawal: () => act(async () => {
      const answer = await bridge.call('survey.dropWithdrawal', { entity });
      return answer.ok ? null : answer.error;
    }),
  };
}

function notIn(findings: readonly Finding[], known: readonly Finding[]): readonly Finding[] {
  const keyOf = (finding: Finding) => `${finding.rule} ${finding.paths.join(' ')}`;
  const keys = new Set(known.map(keyOf));
  return findings.filter((finding) => !keys.has(keyOf(finding)));
}
