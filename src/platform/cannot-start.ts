/** Something the person at the terminal can mend: the message is all they need to see, so it is all that is printed. */
export class CannotStart extends Error {
  override readonly name = 'CannotStart'
  constructor(message: string, cause?: unknown) {
    super(message, { cause })
    this.stack = message
  }
}
