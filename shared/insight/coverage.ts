import { groupBy } from '../base/group.ts';
import type { EntityId, Quality } from '../bundle/revision/revision.ts';

/**
 * How far a company has come in a round. The Commission knows nothing of a form before it arrives, so that *invited* says
 * there whether it has been begun as little as whether it has not; *begun* and *sent* are a ministry's words, *waiting* is the
 * Commission's: it lies in a bundle whose turn has not come (B16). *Withdrawn* is told of one whose body has taken back all it had said (M2):
 * it counts as not answered. *Elsewhere*: nothing has come of it, but of a company that is linked with it (M7), which answers for both.
 */
export type Progress = 'withdrawn' | 'invited' | 'elsewhere' | 'begun' | 'ready' | 'sent' | 'waiting' | 'received' | 'conflict' | 'returned' | 'accepted';

/** In the order in which a company goes through them. */
export const PROGRESS: readonly Progress[] = ['withdrawn', 'invited', 'elsewhere', 'begun', 'ready', 'sent', 'waiting', 'received', 'conflict', 'returned', 'accepted'];

/** What has to be done next for a company. */
export type Duty = 'submit' | 'finish' | 'send' | 'send-missing' | 'correct' | 'review' | 'read-reply' | 'resolve' | 'send-back';
export type Debtor = 'body' | 'commission';

/** What is known of a company in a round. */
export interface CoveredCompany {
  readonly entity: EntityId;
  readonly country: string;
  readonly number: string;
  readonly name: string;
  /** The body that collects its answers; empty when nobody knows. */
  readonly body: string;
  readonly contact: string;
  /** It stands on the list of those that were asked. */
  readonly invited: boolean;
  readonly progress: Progress;
  /** When the first of its answers came to the Commission; null: not yet, or this is a ministry. */
  readonly arrivedAt: number | null;
  /** The day by which its correction is asked for. */
  readonly due: string | null;
  readonly quality: Quality | null;
  /** The Commission has decided, and no bundle has carried the decision away yet. */
  readonly unsent: boolean;
  /** Its body has replied since the Commission's last word, and corrected nothing. */
  readonly replied: boolean;
  /** Which company stands for all that are linked with this one (M7); null: it is linked with none. */
  readonly group: EntityId | null;
}

/** Where a company stands to the deadlines, and who has to do what. */
export interface CoverageRow extends CoveredCompany {
  /** It was asked, the deadline has passed, and nothing of it has come. */
  readonly missing: boolean;
  /** It was asked, and its first answers came after the deadline, and stand. */
  readonly late: boolean;
  /** It was returned, and the day of its correction has passed without a word of its body. */
  readonly overdue: boolean;
  /** The linked company that answers for it; null: it speaks for itself. */
  readonly elsewhere: EntityId | null;
  readonly duty: Duty | null;
  readonly owes: Debtor | null;
}

/** How many there are of each; one that nobody had asked, and of which all was taken back, is in none of them. */
export interface CoverageCounts {
  readonly invited: number;
  /** Of the invited: those of which something has come (a ministry: has left). */
  readonly answered: number;
  /** Present without having been asked. */
  readonly uninvited: number;
  readonly missing: number;
  /** Of the answered: those that came after the deadline. */
  readonly late: number;
  readonly overdue: number;
  readonly progress: Readonly<Record<Progress, number>>;
}

export interface StateCoverage extends CoverageCounts {
  readonly country: string;
}

export interface Coverage {
  readonly round: string;
  /** The last day of the round, ISO; null: none. */
  readonly deadline: string | null;
  /** The last day of the round by the signed registry in force: what every body goes by; null: it names none. */
  readonly announced: string | null;
  /** Companies that are linked count once (M7). */
  readonly total: CoverageCounts;
  /** By code of the state; of companies that are linked each counts in its own. */
  readonly states: readonly StateCoverage[];
  /** By state, then name. */
  readonly companies: readonly CoverageRow[];
}

/** The moment at which a day of a deadline is over: midnight in Moscow, where the Commission sits; that time knows no summer. */
export function endOf(day: string): number {
  return Date.parse(`${day}T00:00:00+03:00`) + 86_400_000;
}

/**
 * The response of a round: each company against the deadlines, and how many of each there are, state by state. One that nobody had asked, and of
 * which all was taken back, is named and not counted. `now` in milliseconds.
 */
export function coverageOf(known: readonly CoveredCompany[], { now, ...round }: Pick<Coverage, 'round' | 'deadline' | 'announced'> & { readonly now: number }): Coverage {
  const { deadline } = round;
  const over = deadline === null ? Infinity : endOf(deadline);
  const rows = known.map(answeredElsewhere(known)).map((company): CoverageRow => ({
    ...company,
    missing: company.invited && !hasAnswered(company.progress) && now >= over,
    late: company.invited && company.progress !== 'withdrawn' && company.arrivedAt !== null && company.arrivedAt >= over,
    overdue: company.progress === 'returned' && !company.replied && company.due !== null && now >= endOf(company.due),
    ...dutyOf(company),
  })).sort((a, b) => order(a.country, b.country) || order(a.name, b.name) || order(a.number, b.number));
  const countries = [...new Set(rows.map(({ country }) => country))];
  return {
    ...round, total: countsOf(onceEach(rows)), companies: rows,
    states: countries.map((country) => ({ country, ...countsOf(rows.filter((row) => row.country === country)) })),
  };
}

/** Of whom nothing has come is not awaited when somebody who is linked with it has answered (M7): it is one company. */
function answeredElsewhere(companies: readonly CoveredCompany[]): (company: CoveredCompany) => CoveredCompany & Pick<CoverageRow, 'elsewhere'> {
  const answered = new Map(companies.flatMap(({ group, progress, entity }) => (group !== null && hasAnswered(progress) ? [[group, entity] as const] : [])));
  return (company) => {
    const { group, progress, invited } = company;
    const elsewhere = group !== null && invited && (progress === 'invited' || progress === 'withdrawn') ? (answered.get(group) ?? null) : null;
    return { ...company, elsewhere, progress: elsewhere === null ? progress : 'elsewhere' };
  };
}

/** One row for all companies that are linked: of the one that has come furthest, invited when one of them was. */
function onceEach(rows: readonly CoverageRow[]): readonly CoverageRow[] {
  return [...groupBy(rows, ({ group, entity }) => group ?? entity).values()].map((linked) => {
    const furthest = linked.reduce((one, other) => (PROGRESS.indexOf(other.progress) > PROGRESS.indexOf(one.progress) ? other : one));
    return { ...furthest, invited: linked.some(({ invited }) => invited), missing: !hasAnswered(furthest.progress) && linked.some(({ missing }) => missing) };
  });
}

/** Whether anything of a company has left its ministry and stands. */
export function hasAnswered(progress: Progress): boolean {
  return progress !== 'withdrawn' && progress !== 'invited' && progress !== 'begun' && progress !== 'ready';
}

const DUTIES: Readonly<Record<Progress, readonly [Duty, Debtor] | null>> = {
  withdrawn: ['submit', 'body'], invited: ['submit', 'body'], elsewhere: null, begun: ['finish', 'body'], ready: ['send', 'body'], sent: ['review', 'commission'], waiting: ['send-missing', 'body'],
  received: ['review', 'commission'], conflict: ['resolve', 'commission'], returned: ['correct', 'body'], accepted: null,
};

/** One of which nothing was asked and nothing is left. */
function isGone({ invited, progress }: CoveredCompany): boolean {
  return !invited && progress === 'withdrawn';
}

function dutyOf(company: CoveredCompany): Pick<CoverageRow, 'duty' | 'owes'> {
  const { progress, unsent, replied } = company;
  if (isGone(company)) return { duty: null, owes: null };
  if (progress === 'returned' && replied && !unsent) return { duty: 'read-reply', owes: 'commission' };
  const [duty, owes] = unsent ? (['send-back', 'commission'] as const) : (DUTIES[progress] ?? [null, null]);
  return { duty, owes };
}

function countsOf(all: readonly CoverageRow[]): CoverageCounts {
  const rows = all.filter((row) => !isGone(row));
  const count = (test: (row: CoverageRow) => boolean): number => rows.filter(test).length;
  return {
    invited: count((row) => row.invited),
    answered: count((row) => row.invited && hasAnswered(row.progress)),
    uninvited: count((row) => !row.invited),
    missing: count((row) => row.missing),
    late: count((row) => row.late),
    overdue: count((row) => row.overdue),
    progress: Object.fromEntries(PROGRESS.map((progress) => [progress, count((row) => row.progress === progress)])) as Record<Progress, number>,
  };
}

const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
