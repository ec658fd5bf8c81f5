export interface TextInputProps {
  value: string;
  onChange: (value: string) => void;
  /** Ties it to its label and error, see Field. */
  id?: string;
  label?: string;
  placeholder?: string;
  kind?: 'text' | 'number' | 'phone' | 'password' | 'search' | 'date';
  lines?: number;
  maxLength?: number;
  invalid?: boolean;
  describedBy?: string;
  onEnter?: () => void;
  disabled?: boolean;
}
