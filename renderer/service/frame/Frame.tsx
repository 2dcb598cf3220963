import { useEffect, type ReactNode } from 'react';
import type { Role, WorkspaceInfo } from '../../../shared/ipc/service.ts';
import type { Screen, ScreenKind } from '../../screen.ts';
import { printCountry } from '../../text/country.ts';
import type { MessageId } from '../../text/messages.ts';
import { useLanguage, useText } from '../../text/text.tsx';
import { DialogFoot } from '../../ui/Dialog.tsx';
import { Building2, ChartNoAxesColumn, CircleHelp, Copy, GitMerge, PackageCheck, Settings, ShieldCheck, Split, type Icon } from '../../ui/icon/icons.tsx';
import type { Command } from '../desk.ts';
import { useGo, useProgram, useScreen, useService } from '../program.tsx';
import { Find } from './Find.tsx';
import { LanguageSwitch } from './LanguageSwitch.tsx';
import { LastDay } from './LastDay.tsx';
import { DeskOverlay } from './Overlay.tsx';
import { PersonMenu } from './PersonMenu.tsx';
import { JobProgress, StatusLine } from './StatusLine.tsx';
import { standAtTitle } from './title.ts';
import './frame.css';

interface Place {
  readonly screen: Screen;
  readonly label: MessageId;
  readonly icon: Icon;
  readonly role?: Role;
  /** Screens that belong to this place beside its own. */
  readonly within?: readonly ScreenKind[];
}

const PLACES: readonly Place[] = [
  { screen: { kind: 'companies' }, label: 'frame.companies', icon: Building2, within: ['form', 'second', 'company', 'case', 'intake'] },
  { screen: { kind: 'bundles' }, label: 'frame.bundles', icon: PackageCheck, role: 'ministry', within: ['doctor'] },
  { screen: { kind: 'merge' }, label: 'frame.merge', icon: GitMerge },
  { screen: { kind: 'conflicts' }, label: 'frame.conflicts', icon: Split, role: 'commission', within: ['rules'] },
  { screen: { kind: 'bundles' }, label: 'frame.bundles', icon: PackageCheck, role: 'commission', within: ['doctor'] },
  { screen: { kind: 'pairs' }, label: 'frame.pairs', icon: Copy, role: 'commission' },
  { screen: { kind: 'round' }, label: 'frame.coverage', icon: ChartNoAxesColumn },
  { screen: { kind: 'trust' }, label: 'frame.trust', icon: ShieldCheck, within: ['ceremony'] },
  { screen: { kind: 'settings' }, label: 'frame.settings', icon: Settings, within: ['keys', 'forms'] },
  { screen: { kind: 'help' }, label: 'frame.help', icon: CircleHelp },
];

/** How many places stand in one line of a narrow window with their pictures. */
const FEW = 8;

interface FrameProps {
  readonly workspace: WorkspaceInfo;
  readonly children: ReactNode;
  /** The strip of the tour, over a practice workspace. */
  readonly tour: ReactNode;
}

/** The rail, the top bar, the work, the status line. F6 goes round them; Alt and a digit opens a place, Alt+Left goes back. */
export function Frame({ workspace, children, tour }: FrameProps) {
  const t = useText();
  const { go, back } = useGo();
  const current = useScreen();
  const places = PLACES.filter((place) => place.role === undefined || place.role === workspace.role);
  const { desk } = useProgram();
  const language = useLanguage();
  const setLanguage = useService((state) => state.setLanguage);
  useEffect(() => desk.getState().offer({
    commands: [
      ...places.map((place, index): Command => ({ id: `place ${place.screen.kind}`, label: t(place.label), keys: `Alt+${index + 1}`, run: () => go(place.screen) })),
      { id: 'forms', label: t('forms.title'), run: () => go({ kind: 'forms' }) },
      ...(workspace.role === 'ministry' ? [{ id: 'intake', label: t('intake.title'), run: () => go({ kind: 'intake' }) }] : []),
      { id: 'language', label: t('palette.language'), run: () => setLanguage(language === 'ru' ? 'en' : 'ru') },
      { id: 'keys', label: t('shortcut.title'), keys: 'F1', run: () => desk.getState().show({ kind: 'keys', about: null }) },
    ],
    // The places follow from the role, which never changes while the window is open.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }), [desk, go, t, language, setLanguage]);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const place = event.altKey && !event.ctrlKey ? places[Number(event.key) - 1] : undefined;
      if (place) go(place.screen.kind === 'help' ? helpFor(current) : place.screen);
      else if (event.altKey && event.key === 'ArrowLeft') back();
      else if (event.key === 'F6') focusNextRegion(event.shiftKey);
      else return;
      event.preventDefault();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  });
  useCursorOnArrival(current);
  return (
    <div className="frame">
      <header className="frame-top no-print" data-region>
        <div className="frame-whose">
          <div className="frame-body"><strong title={workspace.body}>{workspace.body}</strong>{tour && <span className="frame-example">{t('frame.example')}</span>}</div>
          <span className="frame-round"><span className="frame-country">{printCountry(t, workspace.country)} · </span>{t('frame.round', { round: workspace.round })}<LastDay /></span>
        </div>
        <Find />
        <LanguageSwitch />
        <PersonMenu />
      </header>
      <nav className={places.length > FEW ? 'rail rail-long no-print' : 'rail no-print'} aria-label={t('frame.sections')} data-region>
        {places.map((place, index) => {
          const here = place.screen.kind === current.kind || (place.within?.includes(current.kind) ?? false);
          return (
            <button key={place.screen.kind} type="button" className="rail-place" aria-current={here ? 'page' : undefined} onClick={() => go(place.screen.kind === 'help' ? helpFor(current) : place.screen)} title={`Alt+${index + 1}`}>
              <place.icon /><span>{t(place.label)}</span>
            </button>
          );
        })}
      </nav>
      <main className="frame-work" data-region tabIndex={-1}><DialogFoot value={<JobProgress asked />}>{children}</DialogFoot></main>
      {tour}
      <StatusLine />
      <DeskOverlay />
    </div>
  );
}

/** What held the cursor went away with its screen: it goes to the title of the new one, unless that has taken it. Whoever came by the rail still stands there. */
function useCursorOnArrival(screen: Screen): void {
  useEffect(() => {
    const frame = requestAnimationFrame(standAtTitle);
    return () => cancelAnimationFrame(frame);
  }, [screen]);
}

/** The guide, opened at the chapter about the screen the person comes from. */
function helpFor({ kind }: Screen): Screen {
  return kind === 'help' ? { kind } : { kind: 'help', chapter: CHAPTERS[kind] };
}

const CHAPTERS: Readonly<Record<Exclude<ScreenKind, 'help'>, string>> = {
  companies: 'companies', form: 'form', second: 'complete', intake: 'excel', bundles: 'export', merge: 'merge', company: 'conflicts', conflicts: 'conflicts', rules: 'conflicts', pairs: 'conflicts', case: 'return', round: 'round', trust: 'trust', ceremony: 'trust', settings: 'start', keys: 'trust', doctor: 'trust', forms: 'forms',
};

/** From the innermost region that holds the focus to the next one with a place for it, in the order of the page. */
function focusNextRegion(backwards: boolean): void {
  const regions = [...document.querySelectorAll<HTMLElement>('[data-region]')].filter(stopIn);
  const here = regions.findLastIndex((region) => region.contains(document.activeElement));
  const next = regions[(here + (backwards ? regions.length - 1 : 1) + (here < 0 && backwards ? 1 : 0)) % regions.length];
  if (next) stopIn(next)?.focus();
}

function stopIn(region: HTMLElement): HTMLElement | null {
  return region.querySelector<HTMLElement>('[aria-current], [tabindex="0"], button:not([disabled], [tabindex="-1"]), input, textarea') ?? (region.hasAttribute('tabindex') ? region : null);
}
