export { Accordion } from './accordion.tsx'
export { Button, ButtonGroup } from './button.tsx'
export { Checkboxes, type Choice, type Divider, Radios } from './choices.tsx'
export { DateInput } from './date-input.tsx'
export { Details } from './details.tsx'
export { ErrorSummary } from './error-summary.tsx'
export { Fieldset } from './fieldset.tsx'
export { FileUpload } from './file-upload.tsx'
export { Input } from './input.tsx'
export { BackLink, Breadcrumbs, type Crumb, Link, SkipLink } from './links.tsx'
export { BannerHeading, InsetText, NotificationBanner, Panel, WarningText } from './notices.tsx'
export { type PageItem, Pagination } from './pagination.tsx'
export { type Children, ErrorMessage, Hint, Label } from './parts.tsx'
export { Select } from './select.tsx'
export { type NavItem, ServiceNavigation } from './service-navigation.tsx'
export { SummaryCard, SummaryList, type SummaryRow } from './summary-list.tsx'
export { type Cell, Table } from './table.tsx'
export { Tabs } from './tabs.tsx'
export { Tag, type TagColour } from './tag.tsx'
export { TaskList } from './task-list.tsx'
export { CharacterCount, Textarea } from './textarea.tsx'
export { Body, Heading, List, SectionBreak, VisuallyHidden } from './typography.tsx'
export {
  Downloads,
  Figure,
  FigureNote,
  type FigureNoteProps,
  Figures,
  Lead,
  StatTile,
  StatTiles,
} from './waymark-figures.tsx'
export { type Filter, FilterBar, Switch } from './waymark-filters.tsx'
export { DataTable, EmptyState, Paging, pageItems, Scroll, type TableColumn } from './waymark-lists.tsx'
export { Mark } from './waymark-mark.tsx'
export { DaysLeft, type NextStep, NextSteps, Progress, SavedStatus } from './waymark-next.tsx'
export { initials, Name, Timeline, type TimelineItem, Voices } from './waymark-people.tsx'
export { PfaIcon, type PfaName, PfaTag, pfaOrder, pfaWords } from './waymark-pfa.tsx'
export { hyphens, RatingLegend, type RatingName, RatingTag, ratingOrder, ratingWords } from './waymark-rating.tsx'
export { SubNavigation } from './waymark-sub-navigation.tsx'
