import { useText } from '../../../text/text.tsx';
import { IconButton } from '../../../ui/Button.tsx';
import type { Option } from '../../../ui/field/options.ts';
import { ArrowDown, ArrowUp } from '../../../ui/icon/icons.tsx';

interface RankInputProps {
  readonly label: string;
  readonly options: readonly Option[];
  readonly value: readonly string[];
  readonly onChange: (value: readonly string[]) => void;
  readonly readOnly: boolean;
}

/** All options in an order of preference; moving one answers the question. */
export function RankInput({ label, options, value, onChange, readOnly }: RankInputProps) {
  const t = useText();
  const order = [...value.filter((code) => options.some((option) => option.value === code)), ...options.map((option) => option.value).filter((code) => !value.includes(code))];
  const move = (from: number, by: number) => {
    const next = [...order];
    const [code] = next.splice(from, 1);
    next.splice(from + by, 0, code as string);
    onChange(next);
  };
  return (
    <ol className="rank" aria-label={label}>
      {order.map((code, index) => {
        const name = options.find((option) => option.value === code)?.label ?? code;
        return (
          <li key={code}>
            <span className="rank-place">{index + 1}</span><span>{name}</span>
            <IconButton small label={`${name}: ${t('rows.previous')}`} icon={<ArrowUp />} isDisabled={readOnly || index === 0} onPress={() => move(index, -1)} />
            <IconButton small label={`${name}: ${t('rows.next')}`} icon={<ArrowDown />} isDisabled={readOnly || index === order.length - 1} onPress={() => move(index, 1)} />
          </li>
        );
      })}
    </ol>
  );
}
