/** One of a short list of known choices. */
import { Button } from 'react-aria-components/Button';
import { Label } from 'react-aria-components/Label';
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox';
import { Popover } from 'react-aria-components/Popover';
import { Select as AriaSelect, SelectValue } from 'react-aria-components/Select';
import './select.css';
import '../text-field/text-field.css';

export interface Choice<Value extends string> {
  value: Value;
  text: string;
  /** A second line, where two choices could be mistaken for each other. */
  detail?: string;
}

export interface SelectProps<Value extends string> {
  label: string;
  hideLabel?: boolean;
  choices: readonly Choice<Value>[];
  value: Value | undefined;
  onChange: (value: Value) => void;
  placeholder?: string;
  isDisabled?: boolean;
}

export function Select<Value extends string>(props: SelectProps<Value>) {
  return (
    <AriaSelect
      className="select"
      selectedKey={props.value ?? null}
      onSelectionChange={(key) => {
        const chosen = props.choices.find((choice) => choice.value === key);
        if (chosen) props.onChange(chosen.value);
      }}
      isDisabled={props.isDisabled ?? false}
      placeholder={props.placeholder ?? '–'}
    >
      <Label className={props.hideLabel ? 'visually-hidden' : 'select-label'}>{props.label}</Label>
      <Button className="select-button">
        <SelectValue className="select-value" />
        <span aria-hidden="true" className="select-arrow" />
      </Button>
      <Popover className="floating" offset={4}>
        <ListBox className="choices" items={props.choices}>
          {(choice) => (
            <ListBoxItem id={choice.value} textValue={choice.text} className="choice">
              <span>{choice.text}</span>
              {choice.detail ? <span className="choice-detail">{choice.detail}</span> : null}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </AriaSelect>
  );
}
