import { useState } from 'react';
import { Button, Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import { useSentence } from '../../text/sentence.ts';
import { useText } from '../../text/text.tsx';
import { User } from '../../ui/icon/icons.tsx';
import { useBridge, useGo, useProgram, useService, useWorkspace } from '../program.tsx';

/** Who works here, and another of those who have worked here at one choice. What is unsaved is saved under the old name before. */
export function PersonMenu() {
  const t = useText();
  const bridge = useBridge();
  const { status } = useProgram();
  const sentence = useSentence();
  const { go } = useGo();
  const { person } = useWorkspace();
  const setPerson = useService((state) => state.setPerson);
  const [people, setPeople] = useState<readonly string[]>([person]);
  const open = async (isOpen: boolean) => {
    if (!isOpen) return;
    const answer = await bridge.call('service.people', undefined);
    if (answer.ok) setPeople(answer.value);
  };
  const choose = async (key: string) => {
    if (key === OTHER) return go({ kind: 'settings' });
    if (key === person) return;
    const answer = await setPerson(key);
    if (!answer.ok) status.getState().say(sentence(answer.error));
  };
  return (
    <MenuTrigger onOpenChange={(isOpen) => void open(isOpen)}>
      <Button className="button button-quiet frame-person" aria-label={t('person.switch', { person })}><User /><span>{person}</span></Button>
      <Popover className="popover" placement="bottom end" offset={2}>
        <Menu className="options" autoFocus="first" aria-label={t('settings.person')} selectionMode="single" selectedKeys={[person]} onAction={(key) => void choose(String(key))}>
          {people.map((name) => <MenuItem key={name} id={name} textValue={name} className="option"><span>{name}</span></MenuItem>)}
          <MenuItem id={OTHER} className="option"><span>{t('person.other')}</span></MenuItem>
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}

/** No name is that short. */
const OTHER = '…';
