import { useEffect, useState } from 'react';

interface NoteFieldProps {
  readonly label: string;
  readonly value: string;
  readonly placeholder?: string;
  readonly rows?: number;
  readonly onCommit: (text: string) => void;
}

/** Free text of several lines, kept at every key. */
export function NoteField({ label, value, placeholder = 'A note', rows = 2, onCommit }: NoteFieldProps) {
  const [draft, setDraft] = useState(value);
  useEffect(() => setDraft(value), [value]);
  return (
    <textarea
      aria-label={label}
      placeholder={placeholder}
      rows={rows}
      value={draft}
      className="block field-sizing-content max-h-48 min-h-14 w-full resize-none rounded-sm border border-edge bg-raised px-2 py-1 text-xs leading-4.5 hover:border-edge-strong focus:border-accent"
      onChange={(event) => {
        setDraft(event.target.value);
        onCommit(event.target.value);
      }}
    />
  );
}
