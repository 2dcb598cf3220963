import { useState, type ReactNode } from 'react';
import { Button as Pressable, type ButtonProps as PressableProps } from 'react-aria-components';
import './button.css';

interface ButtonProps extends Omit<PressableProps, 'children' | 'className'> {
  readonly children: ReactNode;
  /** One `primary` a screen; `danger` for what cannot be undone; `quiet` without a frame. */
  readonly look?: 'primary' | 'plain' | 'quiet' | 'danger';
  readonly icon?: ReactNode;
  readonly small?: boolean;
}

/**
 * A button that can no longer be pressed keeps the cursor that stands on it until the person takes it elsewhere: a disabled element loses it, and the next key
 * would begin at the top of the page. `isPending` of the library would keep it too, but calls the button out by its name each time.
 */
function useCursorKept<P extends PressableProps>(props: P): P {
  const { isDisabled = false, onFocusChange } = props;
  const [focused, setFocused] = useState(false);
  const held = isDisabled && focused ? { onPress: () => undefined, type: 'button', 'aria-disabled': true } as const : {};
  return {
    ...props,
    ...held,
    isDisabled: isDisabled && !focused,
    onFocusChange: (now) => {
      setFocused(now);
      onFocusChange?.(now);
    },
  };
}

/** A button with a word on it. */
export function Button({ children, look = 'plain', icon, small, ...rest }: ButtonProps) {
  return (
    <Pressable {...useCursorKept(rest)} className={`button button-${look}${small ? ' button-small' : ''}`}>
      {icon}
      <span>{children}</span>
    </Pressable>
  );
}

interface IconButtonProps extends Omit<PressableProps, 'children' | 'className'> {
  /** Read aloud and shown when the pointer rests on it. */
  readonly label: string;
  readonly icon: ReactNode;
  readonly small?: boolean;
}

/** A button that is only an icon; its name is always there for those who do not see it. */
export function IconButton({ label, icon, small, ...rest }: IconButtonProps) {
  return (
    <Pressable {...useCursorKept(rest)} aria-label={label} className={`button button-quiet button-icon${small ? ' button-small' : ''}`}
      render={(props) => <button {...props} title={label} />}>
      {icon}
    </Pressable>
  );
}
