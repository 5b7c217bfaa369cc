import type { Finding } from '../../shared/run/doctor/finding.ts';

/** A finding of the doctor, on lines: what is seen, and what helps. */
export const sayFinding = ({ title, seen, reason, remedy }: Finding): string => `advice: ${title}: ${seen}\n  ${reason}\n  ${remedy}`;
