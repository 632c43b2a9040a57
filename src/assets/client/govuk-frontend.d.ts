/** The design system ships no types of its own; these are the parts we start. */
declare module 'govuk-frontend' {
  type Component = { readonly moduleName: string }
  export const Accordion: Component
  export const Button: Component
  export const CharacterCount: Component
  export const Checkboxes: Component
  export const ErrorSummary: Component
  export const FileUpload: Component
  export const NotificationBanner: Component
  export const Radios: Component
  export const ServiceNavigation: Component
  export const SkipLink: Component
  export const Tabs: Component
  /** Starts every element of the page that asks for the component. */
  export function createAll(component: Component): unknown[]
}
