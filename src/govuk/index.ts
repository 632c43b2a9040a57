export { Accordion, type AccordionSection } from './accordion.tsx'
export { Button, ButtonGroup } from './button.tsx'
export { Checkboxes, type Choice, type Divider, Radios } from './choices.tsx'
export { DateInput } from './date-input.tsx'
export { Details } from './details.tsx'
export { ErrorSummary, type Mistake } from './error-summary.tsx'
export { Fieldset } from './fieldset.tsx'
export { FileUpload } from './file-upload.tsx'
export { Input } from './input.tsx'
export { BackLink, Breadcrumbs, type Crumb, Link, SkipLink } from './links.tsx'
export { BannerHeading, InsetText, NotificationBanner, Panel, WarningText } from './notices.tsx'
export { type PageItem, type PageLink, Pagination } from './pagination.tsx'
export { type Attributes, type Children, ErrorMessage, Hint, Label, type Size } from './parts.tsx'
export { type Option, Select } from './select.tsx'
export { type NavItem, ServiceNavigation } from './service-navigation.tsx'
export { type Action, type Card, SummaryCard, SummaryList, type SummaryRow } from './summary-list.tsx'
export { type Cell, Table } from './table.tsx'
export { type Tab, Tabs } from './tabs.tsx'
export { Tag, type TagColour } from './tag.tsx'
export { type Task, TaskList } from './task-list.tsx'
export { CharacterCount, Textarea } from './textarea.tsx'
export { Body, Column, GridRow, Heading, List, SectionBreak, VisuallyHidden } from './typography.tsx'
export {
  type Download,
  Downloads,
  Figure,
  FigureNote,
  type FigureNoteProps,
  Figures,
  Lead,
  StatTile,
  StatTiles,
} from './waymark-figures.tsx'
export { type Filter, FilterBar, type FilterOption, Switch } from './waymark-filters.tsx'
export { DataTable, EmptyState, Paging, pageItems, Scroll, type Sorting, type TableColumn } from './waymark-lists.tsx'
export { Mark } from './waymark-mark.tsx'
export { DaysLeft, type NextStep, NextSteps, Progress, SavedStatus } from './waymark-next.tsx'
export { initials, Name, Timeline, type TimelineItem, Voices } from './waymark-people.tsx'
export { PfaIcon, type PfaName, PfaTag, pfaOrder, pfaWords } from './waymark-pfa.tsx'
export { hyphens, RatingLegend, type RatingName, RatingTag, ratingOrder, ratingWords } from './waymark-rating.tsx'
