/** What must be answered before anything else goes on. The focus goes in, stays in, and comes back. */
import type { ReactNode } from 'react';
import { Dialog as AriaDialog } from 'react-aria-components/Dialog';
import { Heading } from 'react-aria-components/Heading';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import './dialog.css';

export interface DialogProps {
  title: string;
  isOpen: boolean;
  onClose: () => void;
  /** Esc and a click beside it do not close: only an answer does. */
  mustAnswer?: boolean;
  size?: 'narrow' | 'wide';
  /** Nothing of what lies under it can be read: for a screen that somebody has left. */
  opaque?: boolean;
  role?: 'dialog' | 'alertdialog';
  children: ReactNode;
  /** The buttons, the one that goes on last. */
  actions?: ReactNode;
}

export function Dialog(props: DialogProps) {
  return (
    <ModalOverlay
      className={props.opaque ? 'dialog-veil dialog-veil-opaque' : 'dialog-veil'}
      isOpen={props.isOpen}
      onOpenChange={(open) => {
        if (!open) props.onClose();
      }}
      isDismissable={!props.mustAnswer}
      isKeyboardDismissDisabled={props.mustAnswer === true}
    >
      <Modal className={`dialog-frame dialog-${props.size ?? 'narrow'}`}>
        <AriaDialog className="dialog" role={props.role ?? 'dialog'}>
          <Heading slot="title" level={2} className="dialog-title">
            {props.title}
          </Heading>
          <div className="dialog-body">{props.children}</div>
          {props.actions ? <div className="dialog-actions">{props.actions}</div> : null}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
