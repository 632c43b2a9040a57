/** Something the person can mend: which field, and what to do, in the words they will read. */
export type Refusal = { field: string; message: string }
