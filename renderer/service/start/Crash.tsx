import { Component, type ReactNode } from 'react';
import { T } from '../../text/text.tsx';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';

interface CrashGuardProps {
  readonly children: ReactNode;
}

/** Keeps the rest of the window alive when a screen breaks: a bug costs the screen, never the window or what is saved. */
export class CrashGuard extends Component<CrashGuardProps, { readonly broken: boolean }> {
  override state = { broken: false };

  static getDerivedStateFromError(): { readonly broken: boolean } {
    return { broken: true };
  }

  override render(): ReactNode {
    if (!this.state.broken) return this.props.children;
    return (
      <div className="screen-body">
        <div className="sheet">
          <Banner tone="error" title={<T id="crash.title" />} actions={<Button onPress={() => this.setState({ broken: false })}><T id="ui.retry" /></Button>}>
            <T id="crash.text" />
          </Banner>
        </div>
      </div>
    );
  }
}
