import { useState } from 'react';
import type { Failure } from '../../../shared/base/failure.ts';
import type { Role } from '../../../shared/ipc/service.ts';
import { useText } from '../../text/text.tsx';
import { Button } from '../../ui/Button.tsx';
import { Compass } from '../../ui/icon/icons.tsx';
import { useService, useStatus } from '../program.tsx';

interface ExampleButtonProps {
  readonly role: Role;
  readonly onFailure: (failure: Failure) => void;
}

/** Makes the practice workspaces and opens the one of the role; the tour begins there. A person who stops it is told nothing more. */
export function ExampleButton({ role, onFailure }: ExampleButtonProps) {
  const t = useText();
  const openExample = useService((state) => state.openExample);
  const run = useStatus((state) => state.run);
  const [working, setWorking] = useState(false);
  const start = async () => {
    setWorking(true);
    const failure = await run((job) => openExample(job, role));
    if (!failure) return;
    setWorking(false);
    if (failure.code !== 'cancelled') onFailure(failure);
  };
  return <Button icon={<Compass />} isDisabled={working} onPress={() => void start()}>{t(working ? 'help.exampleMaking' : 'help.example')}</Button>;
}
