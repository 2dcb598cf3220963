// @vitest-environment jsdom
import { act, createRef, useState, type ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ReceiptsDialog } from '../../renderer/bundle/ReceiptsDialog.tsx';
import { Comments } from '../../renderer/merge/company/Comments.tsx';
import type { DeskStore } from '../../renderer/merge/desk/desk.ts';
import { useDesk } from '../../renderer/merge/stores.ts';
import { createProgram } from '../../renderer/service/create.ts';
import { LastDay } from '../../renderer/service/frame/LastDay.tsx';
import { JobProgress } from '../../renderer/service/frame/StatusLine.tsx';
import { ProgramContext, type Program } from '../../renderer/service/program.tsx';
import { AddCompany } from '../../renderer/survey/companies/AddCompany.tsx';
import { RemoveCompany } from '../../renderer/survey/companies/RemoveCompany.tsx';
import { Differences } from '../../renderer/survey/second/Differences.tsx';
import { TextProvider } from '../../renderer/text/text.tsx';
import { ReasonDialog } from '../../renderer/ui/ReasonDialog.tsx';
import type { Failure } from '../../shared/base/failure.ts';
import type { ValueOf } from '../../shared/ipc/api.ts';
import type { WorkspaceInfo } from '../../shared/ipc/service.ts';
import type { CompanyRow, OpenedResponse, SecondEntry } from '../../shared/ipc/survey.ts';
import { form } from './merge/samples.ts';
import { heldBack, Refusal, scriptedBridge, type Scripted } from './scripted.ts';

const workspace = { id: 'w', role: 'commission', person: 'Ковалёва', round: '2026' } as WorkspaceInfo;

let shown: { readonly unmount: () => void } | null = null;

beforeEach(() => { (globalThis as { IS_REACT_ACT_ENVIRONMENT?: boolean }).IS_REACT_ACT_ENVIRONMENT = true; });
afterEach(() => {
  act(() => shown?.unmount());
  document.body.replaceChildren();
});

/** Draws something in a window whose workspace is open. */
async function draw(bridge: Scripted, content: ReactNode): Promise<Program> {
  const program = createProgram(bridge, { get: () => null, set: () => undefined }, 'ru');
  program.service.getState().enter(workspace);
  const root = createRoot(document.body.appendChild(document.createElement('div')));
  shown = root;
  await act(() => Promise.resolve(root.render(<ProgramContext value={program}><TextProvider language="ru">{content}</TextProvider></ProgramContext>)));
  return program;
}

function type(field: HTMLTextAreaElement | HTMLInputElement, text: string): void {
  Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field) as object, 'value')?.set?.call(field, text);
  field.dispatchEvent(new Event('input', { bubbles: true }));
}

test('what is written at another value while a comment is recorded stays, and the cursor with it', async () => {
  const recorded = heldBack<boolean>();
  const left = vi.fn();
  const field = createRef<HTMLTextAreaElement>();
  let turn: (path: string) => void = () => undefined;
  function Side() {
    const [path, setPath] = useState('/A/A01');
    turn = setPath;
    return <Comments path={path} comments={[]} act={{ kind: 'idle' }} onComment={recorded.answer} onLeave={left} field={field} />;
  }
  await draw(scriptedBridge({}), <Side />);
  const area = field.current as HTMLTextAreaElement;
  act(() => type(area, 'Уточните год'));
  act(() => { area.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', ctrlKey: true, bubbles: true })); });
  act(() => turn('/A/A05'));
  act(() => type(area, 'Кто это'));
  await act(() => recorded.come(0, true));
  expect(area.value).toBe('Кто это');
  expect(left).not.toHaveBeenCalled();
  act(() => { area.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', ctrlKey: true, bubbles: true })); });
  await act(() => recorded.come(1, true));
  expect(area.value).toBe('');
  expect(left).toHaveBeenCalledTimes(1);
});

test('who stands on the way to stop a job when it ends stands at the title of the screen then', async () => {
  const ended = heldBack<boolean>();
  const program = await draw(scriptedBridge({}), <><main><h1>Слияние</h1></main><JobProgress /></>);
  let work: Promise<unknown> = Promise.resolve();
  act(() => { work = program.status.getState().run(() => ended.answer()); });
  document.querySelector('button')?.focus();
  expect(document.activeElement?.tagName).toBe('BUTTON');
  await act(async () => {
    await ended.come(0, true);
    await work;
  });
  expect(document.activeElement?.tagName).toBe('H1');
});

test('the last day of one round is not shown beside the name of another', async () => {
  const bridge = scriptedBridge({ 'insight.round': () => ({ round: '2026', deadline: '2026-12-15' }) as ValueOf<'insight.round'> });
  const program = await draw(bridge, <LastDay />);
  expect(document.body.textContent).toContain('15.12.2026');
  const next = heldBack<ValueOf<'insight.round'>>();
  bridge.answer('insight.round', next.answer);
  act(() => program.service.getState().enter({ ...workspace, round: '2027' }));
  expect(document.body.textContent).toBe('');
  await act(() => next.come(0, { round: '2027', deadline: '2027-12-10' } as ValueOf<'insight.round'>));
  expect(document.body.textContent).toContain('10.12.2027');
});

test('a question about a reason is not left while the act is done: what comes of it has a place to be told', async () => {
  const done = heldBack<Failure | null>();
  const closed = vi.fn();
  await draw(scriptedBridge({}), <ReasonDialog title="Вернуть" label="Причина" act="Вернуть анкету" onAct={done.answer} onClose={closed} />);
  const buttons = () => [...document.querySelectorAll('button')];
  const press = (name: string) => act(() => buttons().find(({ textContent }) => textContent === name)?.click());
  act(() => type(document.querySelector('textarea') as HTMLTextAreaElement, 'Ошибка'));
  press('Вернуть анкету');
  press('Отмена');
  expect(closed).not.toHaveBeenCalled();
  await act(() => done.come(0, { code: 'disk-full' }));
  expect(document.querySelector('[role=alert]')).not.toBeNull();
  press('Отмена');
  expect(closed).toHaveBeenCalledTimes(1);
});

test('who settles differences faster than they are recorded settles one after another, and none twice', async () => {
  const settled = heldBack<null>();
  const bridge = scriptedBridge({ 'survey.openResponse': () => ({ formHash: 'f', company: { name: 'Завод' } }) as OpenedResponse, 'survey.form': () => form, 'survey.settleSecond': settled.answer });
  const difference = (place: string) => ({ place, kind: 'answer' as const, firstPath: place, secondPath: place, first: '1', second: '2', settled: null, row: [] });
  const second: SecondEntry = { response: 7, sections: ['/A', '/B'], person: 'Петров', firstPeople: ['Ковалёва'], doneAt: 1, readAt: null, differences: [difference('/A/A01'), difference('/A/A05')] };
  await draw(bridge, <Differences entity="e" second={second} onChange={() => undefined} />);
  const press = (key: string) => act(() => { document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true })); });
  press('1');
  press('2');
  expect(bridge.calls.filter(({ method }) => method === 'survey.settleSecond').map(({ args }) => args)).toEqual([
    { response: 7, place: '/A/A01', chosen: 'first' }, { response: 7, place: '/A/A05', chosen: 'second' },
  ]);
  await act(() => settled.come(0, null));
  await act(() => settled.come(1, null));
});

test('a company that is removed by a button pressed twice is removed once', async () => {
  const removed = heldBack<null>();
  await draw(scriptedBridge({ 'survey.removeCompany': removed.answer }), <RemoveCompany row={{ entity: 'e', name: 'Завод' } as CompanyRow} onClose={() => undefined} onRemoved={() => undefined} onCompleted={() => undefined} />);
  const button = [...document.querySelectorAll('button')].find(({ textContent }) => textContent === 'Удалить');
  act(() => { button?.click(); button?.click(); });
  await act(() => removed.come(0, null));
  expect(removed.asked()).toBe(1);
});

test('what lies on the desk of one workspace is not shown in another, and is there when the person comes back', async () => {
  const desks: DeskStore[] = [];
  function Desk() {
    desks.push(useDesk());
    return null;
  }
  const other = { ...workspace, id: 'other' };
  const program = await draw(scriptedBridge({ 'service.openWorkspace': () => ({ kind: 'ready', language: 'ru', workspace: program.service.getState().phase.kind === 'ready' && desks.length < 2 ? other : workspace }) }), <Desk />);
  await act(async () => { await program.service.getState().openWorkspace(); });
  await act(async () => { await program.service.getState().openWorkspace(); });
  const [first, second, third] = desks;
  expect(second).not.toBe(first);
  expect(third).toBe(first);
});

test('receipts that are written when the question was left and asked again close nothing', async () => {
  const written = heldBack<boolean>();
  const closed = vi.fn();
  await draw(scriptedBridge({}), <ReceiptsDialog failure={null} onWrite={written.answer} onClose={closed} />);
  act(() => type(document.querySelector('input') as HTMLInputElement, 'слово'));
  act(() => { document.querySelector('form')?.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true })); });
  act(() => shown?.unmount());
  await act(() => written.come(0, true));
  expect(written.asked()).toBe(1);
  expect(closed).not.toHaveBeenCalled();
});

test('a company is added once, and who has closed the question meanwhile is not taken to its form', async () => {
  const added = heldBack<{ entity: string; response: number }>();
  const told = vi.fn();
  await draw(scriptedBridge({ 'survey.createCompany': added.answer }), <AddCompany onClose={() => undefined} onAdded={told} />);
  const [, number, name] = document.querySelectorAll('input');
  act(() => type(number as HTMLInputElement, '7735991209'));
  act(() => type(name as HTMLInputElement, 'Завод'));
  const submit = () => document.querySelector('form')?.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }));
  act(() => { submit(); submit(); });
  act(() => shown?.unmount());
  await act(() => added.come(0, { entity: 'e', response: 1 }));
  expect(added.asked()).toBe(1);
  expect(told.mock.calls).toEqual([['e', true]]);
});

test('a company that cannot be removed leads nobody on who has closed the question', async () => {
  const removed = heldBack<null>();
  const [closed, completed] = [vi.fn(), vi.fn()];
  await draw(scriptedBridge({ 'survey.removeCompany': removed.answer }), <RemoveCompany row={{ entity: 'e', name: 'Завод' } as CompanyRow} onClose={closed} onRemoved={() => undefined} onCompleted={completed} />);
  act(() => [...document.querySelectorAll('button')].find(({ textContent }) => textContent === 'Удалить')?.click());
  act(() => shown?.unmount());
  await act(() => removed.come(0, Promise.reject(new Refusal({ code: 'response-locked' }))));
  expect(completed).not.toHaveBeenCalled();
  expect(closed).not.toHaveBeenCalled();
});
