import type { Finding } from '../../../shared/survey/findings.ts';
import type { Stage } from '../../../shared/survey/form.ts';
import type { Path } from '../../../shared/survey/response.ts';
import type { Session } from '../../../shared/survey/session.ts';

/** Where findings come from: the engine, the comparison of companies, the Commission. */
export interface Sources {
  readonly session: Session;
  readonly stage: Stage;
  readonly compared: readonly Finding[];
  readonly comments: readonly Finding[];
}

export interface Found {
  /** All that are shown: the engine's in the order of the form, then the others. The same list until it holds another finding. */
  readonly all: () => readonly Finding[];
  /** Those at a path, the gravest first; the same list until it holds another finding. */
  readonly at: (path: Path) => readonly Finding[];
}

const NONE: readonly Finding[] = [];
const GRAVITY = { error: 0, warning: 1, info: 2 } as const;

/** Puts the graver finding first. */
export const byGravity = (one: Finding, other: Finding): number => GRAVITY[one.level] - GRAVITY[other.level];

/** What is found in an open form; nothing while `sources` gives null. A key asks only for the places it has changed: what is found elsewhere is not gone through. */
export function createFound(sources: () => Sources | null): Found {
  const others = createOthers();
  const lists = new Map<Path, readonly Finding[]>();
  let all = NONE;
  /** What `all` was made of. */
  let made: { readonly here: readonly Finding[]; readonly beside: Others } | null = null;
  return {
    all: () => {
      const now = sources();
      const here = now?.session.findings(now.stage) ?? NONE;
      const beside = others(now);
      if (made?.here !== here || made.beside !== beside) {
        made = { here, beside };
        all = sameOr(all, beside.all.length === 0 ? here : [...here, ...beside.all]);
      }
      return all;
    },
    at: (path) => {
      const now = sources();
      if (!now) return NONE;
      const here = now.session.findingsAt(path, now.stage);
      const beside = others(now).at.get(path) ?? NONE;
      if (here.length + beside.length === 0) {
        lists.delete(path);
        return NONE;
      }
      const list = sameOr(lists.get(path) ?? NONE, [...here, ...beside].sort(byGravity));
      lists.set(path, list);
      return list;
    },
  };
}

/** Findings that the engine knows nothing of, and where they point to. */
interface Others {
  readonly all: readonly Finding[];
  readonly at: ReadonlyMap<Path, readonly Finding[]>;
}

const NO_OTHERS: Others = { all: NONE, at: new Map() };

/** Gathers them anew when they are others: no key changes them. */
function createOthers(): (now: Sources | null) => Others {
  let known: Sources | null = null;
  let others = NO_OTHERS;
  return (now) => {
    if (now?.compared === known?.compared && now?.comments === known?.comments && now?.stage === known?.stage) return others;
    known = now;
    others = now ? othersOf(now) : NO_OTHERS;
    return others;
  };
}

function othersOf({ stage, compared, comments }: Sources): Others {
  const all = [...compared.filter(({ rule }) => stage === 'complete' || rule !== 'second-entry'), ...comments];
  const at = new Map<Path, Finding[]>();
  for (const finding of all) for (const path of finding.paths) at.set(path, [...(at.get(path) ?? []), finding]);
  return { all, at };
}

/** The list that is known as long as it holds the same: who shows it need not look again. */
function sameOr(known: readonly Finding[], list: readonly Finding[]): readonly Finding[] {
  return known.length === list.length && known.every((finding, index) => finding === list[index]) ? known : list;
}
