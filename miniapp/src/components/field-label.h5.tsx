export function FieldLabel({ id, children }: { id: string; children: string }) {
  return (
    <label className="field__label" htmlFor={id}>
      {children}
    </label>
  );
}
