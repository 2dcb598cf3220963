import type { StoreApi } from 'zustand/vanilla';
import type { Bridge } from '../../../shared/ipc/api.ts';
import type { OpenedResponse } from '../../../shared/ipc/survey.ts';
import { readAnswersText } from '../../../shared/survey/answersText.ts';
import { createSession } from '../../../shared/survey/engine/engine.ts';
import type { Finding } from '../../../shared/survey/findings.ts';
import type { LastRound } from '../../../shared/survey/lastRound.ts';
import { draftProgress } from '../../../shared/survey/progress.ts';
import type { Path } from '../../../shared/survey/response.ts';
import type { EngineEnvironment } from '../../../shared/survey/session.ts';
import type { Timers } from '../../ui/pause.ts';
import { loadForm } from '../forms.ts';
import { createActs, type Acts } from './acts.ts';
import { createEditing, isOwn, type Editing } from './editing.ts';
import { createFound } from './found.ts';
import { createGuide, type Guide } from './guide.ts';
import { createHistory } from './history.ts';
import type { KeptHistories } from './kept.ts';
import { createPaths, type Paths } from './paths.ts';
import { commentFindings } from './review.ts';
import { createSaving } from './saving.ts';
import { createFillState, openIn, type FillState, type OpenPhase } from './state.ts';

export interface Fill extends Editing, Guide, Acts {
  readonly state: StoreApi<FillState>;
  readonly paths: Paths;
  /** Opens the form, or opens it anew after an act; `at` is where the person is sent, so that no other page is drawn before that one. */
  readonly open: (at?: Path) => Promise<void>;
  /** Opens the note on a question, or the list of all; null closes them. What is noted is an answer at its `notePath`. */
  readonly note: (on: Path | 'all' | null) => void;
  /** Replies to what the Commission says of a place (`/`: of the whole form); an empty text takes the reply back. It is recorded at once, whatever the answers are. */
  readonly reply: (at: Path, text: string) => Promise<void>;
  /** The person has gone on to another field: what is typed next is a step of its own. */
  readonly settle: () => void;
  /** Findings of the shown stage in the order of the form, and those at one path, the gravest first. */
  readonly findings: () => readonly Finding[];
  readonly findingsAt: (path: Path) => readonly Finding[];
  readonly flush: () => Promise<boolean>;
  /** Saves what is unsaved, because the person asked for it, and says so when it is done, unless something newer has been said by then. */
  readonly saveNow: () => Promise<void>;
  /** Saves the rest; false when it could not be saved yet, and is tried again until it is. */
  readonly close: () => Promise<boolean>;
}

export interface FillParts {
  readonly bridge: Bridge;
  readonly entity: string;
  readonly environment: EngineEnvironment;
  readonly timers: Timers;
  /** Where what was done in the form is kept when it is left, and under which name its workspace keeps it. */
  readonly kept?: { readonly histories: KeptHistories; readonly workspace: string };
}

/** One company's form while it is open: engine, autosave, standing. Every change is on disk within the pause. */
export function createFill({ bridge, entity, environment, timers, kept }: FillParts): Fill {
  const state = createFillState();
  const paths = createPaths();
  const opened = () => openIn(state);

  let comments: readonly Finding[] = [];
  const found = createFound(() => {
    const { stage, compared } = state.getState();
    const phase = opened();
    return phase ? { session: phase.session, stage, compared, comments } : null;
  });

  const saving = createSaving({
    timers,
    take: () => opened()?.session.takeChanges() ?? [],
    write: (changes) => {
      const { opened: { response }, session } = opened() as OpenPhase;
      return bridge.call('survey.saveAnswers', { response, changes, progress: draftProgress(session) });
    },
    report: (report) => state.setState({ saving: report }),
  });

  let history = createHistory();
  const keyOf = ({ response }: OpenedResponse) => `${kept?.workspace ?? ''} ${entity} ${response}`;
  const { jumpIn, ...guide } = createGuide(state);
  const editing = createEditing({ state, paths, guide, saving, history: () => history });

  /** Of the openings and closings: who has left does not wait for what was opened before. */
  let visit = 0;
  const open = async (at?: Path) => {
    const mine = (visit += 1);
    const answer = await bridge.call('survey.openResponse', { entity });
    if (mine !== visit) return;
    if (!answer.ok) return state.setState({ phase: { kind: 'failed', failure: answer.error } });
    const form = await loadForm(bridge, answer.value.formHash);
    if (mine !== visit) return;
    if (!form.ok) return state.setState({ phase: { kind: 'failed', failure: form.error } });
    comments = commentFindings(answer.value.review);
    const session = createSession(form.value, readAnswersText(answer.value.answers), environment, lastOf(answer.value));
    if (!opened()) history = kept?.histories.take(keyOf(answer.value), session.answers, (path) => isOwn(session, path)) ?? createHistory();
    state.setState({
      phase: { kind: 'open', opened: answer.value, session }, saving: { kind: 'saved', at: answer.value.savedAt }, refused: null,
      stage: answer.value.status === 'draft' ? state.getState().stage : 'complete', ...(at !== undefined && { jump: jumpIn(session, at) }),
    });
    paths.touch([]);
    void compare();
  };

  const { compare, leave, ...acts } = createActs({ bridge, entity, state, paths, found, saving, open });

  return {
    state,
    paths,
    open,
    ...editing,
    ...guide,
    ...acts,
    note: (on) => {
      // What is noted is no part of what was typed in the field.
      history.settle();
      state.setState({ noting: on });
    },
    reply: async (at, text) => {
      const said = text.trim().normalize('NFC');
      state.setState({ refused: null });
      const answer = await bridge.call('merge.reply', { entity, round: opened()?.opened.round, comments: [{ path: at, text: said === '' ? null : said }] });
      const phase = opened();
      if (!phase) return;
      if (!answer.ok) return state.setState({ refused: answer.error });
      comments = commentFindings(answer.value);
      state.setState({ phase: { ...phase, opened: { ...phase.opened, review: answer.value } } });
      paths.touch([]);
    },
    settle: () => history.settle(),
    findings: found.all,
    findingsAt: found.at,
    flush: () => {
      history.settle();
      return saving.flush();
    },
    saveNow: async () => {
      const before = state.getState().said;
      if ((await saving.flush()) && state.getState().said === before) guide.say('saved', '');
    },
    close: async () => {
      visit += 1;
      leave();
      const phase = opened();
      if (phase) {
        history.settle();
        if (!history.isBlank()) kept?.histories.keep(keyOf(phase.opened), history, phase.session.answers());
      }
      return saving.flush();
    },
  };
}

function lastOf({ last }: OpenedResponse): LastRound | null {
  return last ? { round: last.round, answers: readAnswersText(last.answers) } : null;
}
