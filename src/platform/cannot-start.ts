/** Something the person at the terminal can mend: the message is all they need to see, so it is all that is printed. */
export class CannotStart extends Error {
  constructor(message: string) {
    super(message)
    this.stack = message
  }
}
