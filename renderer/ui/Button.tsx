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
 * would begin at the top of the page. Says how it is drawn then, too.
 */
function useCursorKept({ isDisabled = false, onFocusChange, onPress }: Pick<PressableProps, 'isDisabled' | 'onFocusChange' | 'onPress'>, title?: string): Pick<PressableProps, 'isDisabled' | 'onFocusChange' | 'onPress' | 'render'> {
  const [focused, setFocused] = useState(false);
  const held = isDisabled && focused;
  return {
    isDisabled: isDisabled && !focused,
    ...(!held && onPress && { onPress }),
    onFocusChange: (now) => {
      setFocused(now);
      onFocusChange?.(now);
    },
    render: (props) => <button {...props} {...(title !== undefined && { title })} {...(held && { type: 'button', 'aria-disabled': true, 'data-disabled': true })} />,
  };
}

/** A button with a word on it. */
export function Button({ children, look = 'plain', icon, small, onPress, ...rest }: ButtonProps) {
  return (
    <Pressable {...rest} {...useCursorKept({ ...rest, ...(onPress && { onPress }) })} className={`button button-${look}${small ? ' button-small' : ''}`}>
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
export function IconButton({ label, icon, small, onPress, ...rest }: IconButtonProps) {
  return (
    <Pressable {...rest} {...useCursorKept({ ...rest, ...(onPress && { onPress }) }, label)} aria-label={label} className={`button button-quiet button-icon${small ? ' button-small' : ''}`}>
      {icon}
    </Pressable>
  );
}
