/** Plan types are data: reform is announced, and an Individual Support Plan may stand beside the EHC plan one day. */
export const planTypes = { ehcp: 'EHC plan' } as const
