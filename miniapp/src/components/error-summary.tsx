import { useEffect, useRef } from 'react';
import './error-summary.scss';

interface ErrorSummaryProps {
  /** What is wrong, each with the id of its field. */
  errors: readonly { fieldId: string; message: string }[];
  /** Changes with every try, so that the summary takes the focus again. */
  attempt: number;
}

/** All that is wrong with a form, at its top, each line leading to its field. For the web only. */
export function ErrorSummary({ errors, attempt }: ErrorSummaryProps) {
  const box = useRef<HTMLDivElement>(null);
  const any = errors.length > 0;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new attempt with the same errors takes the focus again
  useEffect(() => {
    if (any) box.current?.focus();
  }, [any, attempt]);
  if (!any) return null;
  const goTo = (fieldId: string) => {
    const field = document.getElementById(fieldId);
    const target = field?.matches('input, textarea, select, button, [tabindex]')
      ? field
      : field?.querySelector<HTMLElement>('input, textarea, select, button');
    target?.focus();
  };
  return (
    <div className="error-summary" role="alert" tabIndex={-1} ref={box}>
      <div className="error-summary__title">有 {errors.length} 处需要修改</div>
      <ul>
        {errors.map(({ fieldId, message }) => (
          <li key={fieldId}>
            <button type="button" className="error-summary__link" onClick={() => goTo(fieldId)}>
              {message}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
