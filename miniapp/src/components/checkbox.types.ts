export interface CheckboxProps {
  label: string;
  note?: string;
  checked: boolean;
  onChange: (checked: boolean) => void;
}
