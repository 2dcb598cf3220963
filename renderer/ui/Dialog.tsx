import { createContext, useContext, type ReactNode } from 'react';
import { Dialog as Box, Heading, Modal, ModalOverlay } from 'react-aria-components';
import './dialog.css';

interface DialogProps {
  readonly title: ReactNode;
  readonly children: ReactNode;
  /** Buttons, the main one last. */
  readonly actions: ReactNode;
  readonly onClose: () => void;
  readonly wide?: boolean;
}

/** What the bottom line of the window says of a job that somebody has asked for: a dialog lies over it, so it stands beside the buttons of the dialog too, where room is kept for it: nothing moves when it comes. */
export const DialogFoot = createContext<ReactNode>(null);

/** A question that stops the work: only for what cannot be undone, or needs the passphrase. */
export function Dialog({ title, children, actions, onClose, wide }: DialogProps) {
  const foot = useContext(DialogFoot);
  return (
    <ModalOverlay className="dialog-ground" isOpen isDismissable onOpenChange={(open) => { if (!open) onClose(); }}>
      <Modal className={`dialog${wide ? ' dialog-wide' : ''}`}>
        <Box className="dialog-box">
          <Heading slot="title" className="dialog-title">{title}</Heading>
          <div className="dialog-body">{children}</div>
          <div className="dialog-actions"><div className="dialog-job">{foot}</div>{actions}</div>
        </Box>
      </Modal>
    </ModalOverlay>
  );
}
