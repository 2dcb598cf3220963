import '@fontsource-variable/golos-text/wght.css';
import '@fontsource/noto-sans-armenian/400.css';
import '@fontsource/noto-sans-armenian/600.css';
// What every sheet stands on comes before the sheets of the rooms.
import './ui/tokens.css';
import './ui/base.css';
import { useEffect, type ComponentType } from 'react';
import { bundleScreens } from './bundle/screens.tsx';
import { helpScreens } from './help/screens.tsx';
import { insightScreens } from './insight/screens.tsx';
import { mergeScreens } from './merge/screens.tsx';
import type { Screen, Screens, ScreenKind } from './screen.ts';
import { Frame } from './service/frame/Frame.tsx';
import { ProgramContext, useScreen, useService, type Program } from './service/program.tsx';
import { serviceScreens } from './service/screens.tsx';
import { CrashGuard } from './service/start/Crash.tsx';
import { StartFailed } from './service/start/StartFailed.tsx';
import { Starting } from './service/start/Starting.tsx';
import { surveyScreens } from './survey/screens.tsx';
import { TextProvider } from './text/text.tsx';
import { trustScreens } from './trust/screens.tsx';
import { later } from './ui/later.tsx';

const Tour = later(async () => (await import('./help/Tour.tsx')).Tour);
const FirstRun = later(async () => (await import('./service/start/FirstRun.tsx')).FirstRun);
const screens: Screens<ScreenKind> = { ...surveyScreens, ...bundleScreens, ...mergeScreens, ...insightScreens, ...trustScreens, ...serviceScreens, ...helpScreens };

/** The whole window. */
export function App({ program }: { readonly program: Program }) {
  useEffect(() => { void program.service.getState().start(); }, [program]);
  return <ProgramContext value={program}><Window /></ProgramContext>;
}

function Window() {
  const language = useService((state) => state.language);
  const theme = useService((state) => state.theme);
  const phase = useService((state) => state.phase);
  const example = useService((state) => state.example);
  useEffect(() => {
    if (theme === 'system') delete document.documentElement.dataset['theme'];
    else document.documentElement.dataset['theme'] = theme;
  }, [theme]);
  return (
    <TextProvider language={language}>
      {phase.kind === 'starting' && <Starting step={phase.step} />}
      {phase.kind === 'first-run' && <FirstRun />}
      {phase.kind === 'failed' && <StartFailed folder={phase.folder} failure={phase.failure} />}
      {phase.kind === 'ready' && (
        <Frame workspace={phase.workspace} tour={example && <Tour key={phase.workspace.id} role={phase.workspace.role} />}>
          <Current key={phase.workspace.id} />
        </Frame>
      )}
    </TextProvider>
  );
}

function Current() {
  const screen = useScreen();
  const Shown = screens[screen.kind] as ComponentType<{ readonly screen: Screen }>;
  return <CrashGuard key={identityOf(screen)}><Shown screen={screen} /></CrashGuard>;
}

/** Another company is another screen; another path in the same company is not. */
function identityOf(screen: Screen): string {
  return 'entity' in screen ? `${screen.kind} ${screen.entity} ${'round' in screen ? screen.round : ''}` : screen.kind;
}
