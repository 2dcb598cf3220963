import { describe, expect, it } from 'vitest';
import { createFill } from '../../../renderer/survey/fill/store.ts';
import { createPreview } from '../../../renderer/survey/inspect/preview.ts';
import { createInspector } from '../../../renderer/survey/inspect/store.ts';
import { err, ok } from '../../../shared/base/result.ts';
import type { Bridge } from '../../../shared/ipc/api.ts';
import type { CheckedWorkbook, InstalledForm } from '../../../shared/ipc/survey.ts';
import type { FormDefinition } from '../../../shared/survey/form.ts';
import { environment, formOf, q } from '../../helpers/form.ts';
import { heldBack, scriptedBridge } from '../scripted.ts';
import { clockwork } from './clockwork.ts';
import type { RunJob } from '../../../renderer/service/status.ts';

const runNow: RunJob = (work) => work('job');

const form = formOf([q('a', 'integer', { required: 'true()', constraint: '. > 0' }), q('b', 'text', { relevant: '${a} > 5' })]);
const entry: InstalledForm = { hash: 'f'.repeat(64), id: 'test', version: '1', title: { en: 'Test' }, current: true, signed: true, installedAt: 0 };

/** A program with one form that answers `checked` when a workbook is to be checked. */
function programWith(checked: CheckedWorkbook | null | 'unreadable'): Bridge {
  return {
    call: (method) => Promise.resolve((
      method === 'survey.forms' ? ok([entry])
      : method === 'survey.form' ? ok(form)
      : checked === 'unreadable' ? err({ code: 'file-unreadable' }) : ok(checked)
    ) as never),
    drop: () => Promise.resolve(err({ code: 'usage' })),
    on: () => () => undefined,
    onClosing: () => undefined,
  };
}

describe('the inspector of forms', () => {
  it('opens with the form that is filled in', async () => {
    const inspector = createInspector(programWith(null), runNow);
    await inspector.load();
    expect(inspector.getState().inspected).toMatchObject({ kind: 'installed', entry: { id: 'test' } });
    expect(inspector.getState().busy).toBe(false);
  });

  it('stays where it is when no workbook was chosen, and says why one cannot be read', async () => {
    const idle = createInspector(programWith(null), runNow);
    await idle.load();
    await idle.checkWorkbook();
    expect(idle.getState()).toMatchObject({ busy: false, workbook: null, inspected: { kind: 'installed' } });
    const broken = createInspector(programWith('unreadable'), runNow);
    await broken.load();
    await broken.checkWorkbook();
    expect(broken.getState()).toMatchObject({ busy: false, failure: { code: 'file-unreadable' }, inspected: { kind: 'installed' } });
  });

  it('shows the form that was chosen last, whichever is there first, and a workbook that was checked meanwhile only when it is chosen', async () => {
    const [slow, workbook] = [heldBack<FormDefinition>(), heldBack<CheckedWorkbook | null>()];
    const other: InstalledForm = { ...entry, hash: 'a'.repeat(64), current: false };
    const bridge = scriptedBridge({ 'survey.forms': () => [entry, other], 'survey.form': ({ hash }) => (hash === other.hash ? slow.answer() : form), 'survey.checkWorkbook': workbook.answer });
    const inspector = createInspector(bridge, runNow);
    await inspector.load();
    const checked = inspector.checkWorkbook();
    const first = inspector.showInstalled(other.hash);
    await inspector.showInstalled(entry.hash);
    expect(inspector.getState().busy, 'the workbook is still being checked').toBe(true);
    await slow.come(0, form);
    await workbook.come(0, { fileName: 'new.xlsx', form, remarks: [] });
    await Promise.all([checked, first]);
    expect(inspector.getState()).toMatchObject({ busy: false, inspected: { kind: 'installed', entry }, workbook: { fileName: 'new.xlsx' } });
  });

  it('shows a checked workbook and keeps it to come back to', async () => {
    const inspector = createInspector(programWith({ fileName: 'new.xlsx', form, remarks: [] }), runNow);
    await inspector.load();
    await inspector.checkWorkbook();
    expect(inspector.getState().inspected).toMatchObject({ kind: 'workbook', fileName: 'new.xlsx' });
    await inspector.showInstalled(entry.hash);
    expect(inspector.getState().inspected).toMatchObject({ kind: 'installed' });
    inspector.showWorkbook();
    expect(inspector.getState().inspected).toMatchObject({ kind: 'workbook' });
  });
});

describe('a form on trial', () => {
  it('is filled in as any form and saves nothing', async () => {
    const fill = createFill({ bridge: createPreview(form, () => 0), entity: 'preview', environment: environment(), timers: clockwork() });
    await fill.open();
    fill.answer('/a', -1);
    expect(fill.findings().map((finding) => finding.rule)).toEqual(['constraint']);
    fill.answer('/a', 7);
    const { phase } = fill.state.getState();
    expect(phase.kind === 'open' && phase.session.relevant('/b')).toBe(true);
    expect(await fill.check()).toBe(true);
    expect(await fill.flush()).toBe(true);
  });
});
