import { useEffect, useId, useMemo, useState, type KeyboardEvent } from 'react';
import { flushSync } from 'react-dom';
import { Dialog as Box, Modal, ModalOverlay } from 'react-aria-components';
import { useStore } from 'zustand';
import { useText } from '../../text/text.tsx';
import { TextInput } from '../../ui/field/inputs.tsx';
import { foundOptions } from '../../ui/field/options.ts';
import { Search } from '../../ui/icon/icons.tsx';
import { STATUS } from '../../ui/said.ts';
import type { Command } from '../desk.ts';
import { useGo, useProgram, useWorkspace } from '../program.tsx';
import './palette.css';

const MOST = 40;

interface PaletteProps {
  readonly only: 'fields' | undefined;
  readonly onClose: () => void;
}

interface Entry {
  readonly group: 'fields' | 'actions' | 'companies';
  readonly command: Command;
}

/** Actions, fields and companies by their names: type, choose with the arrows, Enter. */
export function Palette({ only, onClose }: PaletteProps) {
  const t = useText();
  const id = useId();
  const offers = useStore(useProgram().desk, (state) => state.offers);
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState(0);
  const [before] = useState(() => document.activeElement);
  const companies = useCompanies(only === undefined ? text.trim() : '');
  const fields = useMemo(() => offers.flatMap((offer) => offer.fields?.(text) ?? []).slice(0, MOST), [offers, text]);
  const actions = useMemo(() => (only === undefined ? matching(offers.flatMap((offer) => offer.commands), text) : []), [offers, text, only]);
  const entries: readonly Entry[] = [
    ...actions.map((command) => ({ group: 'actions' as const, command })),
    ...(only !== undefined || text.trim() !== '' ? fields.map((command) => ({ group: 'fields' as const, command })) : []),
    ...companies.map((command) => ({ group: 'companies' as const, command })),
  ];
  const active = Math.min(chosen, entries.length - 1);
  const go = (entry: Entry | undefined) => {
    if (!entry) return;
    // The layer would give the cursor back in a frame to come: the next key belongs to where the act leads already.
    flushSync(onClose);
    if (before instanceof HTMLElement) before.focus({ preventScroll: true });
    entry.command.run();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 }[event.key];
    if (step !== undefined && entries.length > 0) setChosen(Math.abs(step) === 1 ? (active + step + entries.length) % entries.length : Math.max(0, Math.min(entries.length - 1, active + step)));
    else if (event.key === 'Enter') go(entries[active]);
    else return;
    event.preventDefault();
  };
  const label = t(only === 'fields' ? 'palette.fields' : 'palette.all');
  return (
    <ModalOverlay className="dialog-ground palette-ground" isOpen isDismissable onOpenChange={(open) => { if (!open) onClose(); }}>
      <Modal className="dialog palette">
        <Box className="dialog-box" aria-label={label}>
          <div className="palette-field">
            <TextInput autoFocus role="combobox" aria-expanded aria-controls={`${id}-list`} aria-activedescendant={active >= 0 ? `${id}-${active}` : undefined} aria-autocomplete="list"
              aria-label={label} placeholder={t(only === 'fields' ? 'palette.fieldsHint' : 'palette.allHint')} lead={<Search />} value={text} onKeyDown={onKeyDown}
              onChange={(next) => {
                setText(next);
                setChosen(0);
              }} />
          </div>
          <div className="palette-list" role="listbox" id={`${id}-list`} aria-label={label}>
            {entries.map(({ group, command }, index) => (
              <PaletteRow key={command.id} id={`${id}-${index}`} command={command} active={index === active} onPress={() => go(entries[index])}
                heading={entries[index - 1]?.group === group ? null : t(`palette.${group}`)} />
            ))}
          </div>
          {entries.length === 0 && <p className="options-note" {...STATUS}>{t(only === 'fields' ? 'palette.fieldsNone' : 'ui.nothingFound')}</p>}
        </Box>
      </Modal>
    </ModalOverlay>
  );
}

interface PaletteRowProps {
  readonly id: string;
  readonly command: Command;
  readonly active: boolean;
  readonly heading: string | null;
  readonly onPress: () => void;
}

function PaletteRow({ id, command, active, heading, onPress }: PaletteRowProps) {
  useEffect(() => { if (active) document.getElementById(id)?.scrollIntoView({ block: 'nearest' }); }, [active, id]);
  return (
    <>
      {heading !== null && <div className="palette-heading" aria-hidden>{heading}</div>}
      <div id={id} role="option" aria-selected={active} className="option palette-row" data-focused={active || undefined} onClick={onPress}>
        <span>{command.label}</span>
        {command.note !== undefined && <small className="option-code">{command.note}</small>}
        {command.keys !== undefined && <kbd>{command.keys}</kbd>}
      </div>
    </>
  );
}

function matching(commands: readonly Command[], text: string): readonly Command[] {
  const options = commands.map(({ id, label, note, also }) => ({ value: id, label, ...(note !== undefined && { note }), ...(also !== undefined && { also }) }));
  const found = new Set(foundOptions(options, text).map((option) => option.value));
  return commands.filter((command) => found.has(command.id));
}

/** The list of companies for what is typed, then the first of them by name. */
function useCompanies(text: string): readonly Command[] {
  const t = useText();
  const { bridge } = useProgram();
  const { go } = useGo();
  const { role } = useWorkspace();
  const [found, setFound] = useState<{ readonly text: string; readonly commands: readonly Command[] }>({ text: '', commands: [] });
  useEffect(() => {
    if (text === '') return;
    const timer = setTimeout(() => void bridge.call('survey.companies', { search: text, status: null, country: null, sort: 'name', descending: false, offset: 0, limit: 8 }).then((answer) => {
      if (!answer.ok) return;
      setFound({ text, commands: answer.value.rows.map((row) => ({
        id: `company ${row.entity}`, label: row.name || row.number, note: `${row.country} ${row.number}`,
        run: () => go({ kind: role === 'ministry' ? 'form' : 'company', entity: row.entity }),
      })) });
    }), 120);
    return () => clearTimeout(timer);
  }, [bridge, go, role, text]);
  if (text === '') return [];
  return [{ id: 'companies', label: t('palette.list', { text }), run: () => go({ kind: 'companies', search: text }) }, ...(found.text === text ? found.commands : [])];
}
