import {
  Accordion,
  BackLink,
  BannerHeading,
  Body,
  Breadcrumbs,
  Button,
  type Cell,
  CharacterCount,
  Checkboxes,
  type Children,
  type Choice,
  DateInput,
  Details,
  type Divider,
  ErrorMessage,
  ErrorSummary,
  Fieldset,
  FileUpload,
  Hint,
  Input,
  InsetText,
  Label,
  NotificationBanner,
  type PageItem,
  Pagination,
  Panel,
  Radios,
  Select,
  ServiceNavigation,
  SkipLink,
  SummaryList,
  Table,
  Tabs,
  Tag,
  TaskList,
  Textarea,
  WarningText,
} from '#govuk/index.ts'
import type { Options } from './govuk-options.ts'

/** Stands in for a piece of ready HTML; put back after rendering. */
type Raw = (html: string) => string

/** How each official fixture is said in our components. What is not asked for here is an option we do not offer. */
const sizes = ['s', 'm', 'l', 'xl'] as const

const attributes = (o: Options) => ({ attributes: o.pairs('attributes') })
const common = (o: Options) => ({ classes: o.maybe('classes'), ...attributes(o) })

const words = (o: Options | undefined, raw: Raw) => {
  const text = o?.maybe('text')
  return o?.has('html') ? raw(o.text('html')) : text
}

/** The variants we offer as props, taken out of the class names a fixture uses to ask for them. */
function variants<P extends string, V extends string>(o: Options, block: string, offered: Record<P, readonly V[]>) {
  const found: { [prop in P]?: V } = {}
  const classes = o
    .maybe('classes')
    ?.split(' ')
    .filter(name => {
      for (const [prop, values] of Object.entries(offered) as [P, readonly V[]][])
        for (const value of values) if (name === `${block}--${value}`) return !(found[prop] = value)
      return true
    })
  return { ...found, classes: classes?.join(' ') }
}
const tagColours = ['grey', 'green', 'teal', 'blue', 'purple', 'magenta', 'red', 'orange', 'yellow'] as const

const legend = (o: Options | undefined, raw: Raw) => {
  const of = o?.nested('legend')
  if (!of) return {}
  const { size, classes } = variants(of, 'govuk-fieldset__legend', { size: sizes })
  if (classes) of.refuse('classes')
  return { legend: words(of, raw), legendSize: size, legendIsHeading: of.flag('isPageHeading') }
}

/** A label, a hint, a mistake and the group round them: the same in every field. */
const field = (o: Options, raw: Raw) => {
  const label = o.nested('label')
  label?.has('for')
  const { size, classes } = label ? variants(label, 'govuk-label', { size: sizes }) : {}
  return {
    ...common(o),
    name: o.text('name'),
    id: o.maybe('id'),
    label: words(label, raw),
    labelSize: size,
    labelClasses: classes,
    labelIsHeading: label?.flag('isPageHeading'),
    hint: words(o.nested('hint'), raw),
    error: words(o.nested('errorMessage'), raw),
    describedBy: o.maybe('describedBy'),
    disabled: o.flag('disabled'),
    ...group(o),
  }
}

const group = (o: Options) => {
  const of = o.nested('formGroup')
  return { groupClasses: of?.maybe('classes'), groupAttributes: of?.pairs('attributes') }
}

const textarea = (o: Options) => ({
  ...o.numbers('rows'),
  value: o.maybe('value'),
  spellcheck: o.flag('spellcheck'),
  autocomplete: o.maybe('autocomplete'),
})

const choices = (o: Options, raw: Raw, block: string) => {
  const fieldset = o.nested('fieldset')
  return {
    ...truthy(variants(o, block, { inline: ['inline'], small: ['small'] })),
    ...attributes(o),
    ...legend(fieldset, raw),
    ...group(o),
    name: o.text('name'),
    idPrefix: o.maybe('idPrefix'),
    hint: words(o.nested('hint'), raw),
    error: words(o.nested('errorMessage'), raw),
    describedBy: fieldset?.maybe('describedBy') ?? o.maybe('describedBy'),
    items: o.list('items').map((item): Choice | Divider =>
      item.has('divider')
        ? { divider: item.text('divider') }
        : {
            value: item.text('value'),
            text: words(item, raw),
            hint: words(item.nested('hint'), raw),
            conditional: conditional(item.nested('conditional'), raw),
            id: item.maybe('id'),
            name: item.maybe('name'),
            checked: item.flag('checked'),
            disabled: item.flag('disabled'),
            exclusive: item.pick('behaviour', ['exclusive'] as const) === 'exclusive',
            ...attributes(item),
          },
    ),
  }
}

const conditional = (o: Options | undefined, raw: Raw) => (o?.has('html') ? raw(o.text('html')) : undefined)

/** A variant with one value is a yes. */
const truthy = <T extends Record<string, string | undefined>>({ classes, ...flags }: T) => ({
  ...Object.fromEntries(Object.keys(flags).map(name => [name, true])),
  classes,
})

const pageLink = (o: Options | undefined, raw: Raw) =>
  o && { href: o.text('href'), text: words(o, raw), labelText: o.maybe('labelText'), ...attributes(o) }

export const components: Record<string, (options: Options, raw: Raw) => Children> = {
  accordion: (o, raw) => (
    <Accordion
      {...common(o)}
      id={o.text('id')}
      headingLevel={o.pick('headingLevel', [2, 3, 4] as const)}
      rememberExpanded={o.flag('rememberExpanded')}
      items={o.list('items').map(item => {
        const content = item.nested('content')
        return {
          heading: words(item.nested('heading'), raw),
          summary: words(item.nested('summary'), raw),
          expanded: item.flag('expanded'),
          content: content?.has('html')
            ? words(content, raw)
            : content?.has('text') && <Body>{words(content, raw)}</Body>,
        }
      })}
    />
  ),
  'back-link': (o, raw) => (
    <BackLink
      {...truthy(variants(o, 'govuk-back-link', { inverse: ['inverse'] }))}
      {...attributes(o)}
      href={o.text('href', '#')}
    >
      {words(o, raw)}
    </BackLink>
  ),
  breadcrumbs: (o, raw) => (
    <Breadcrumbs
      {...truthy(variants(o, 'govuk-breadcrumbs', { inverse: ['inverse'] }))}
      {...attributes(o)}
      collapseOnMobile={o.flag('collapseOnMobile')}
      labelText={o.maybe('labelText')}
      items={o.list('items').map(item => ({ href: item.maybe('href'), text: words(item, raw) }))}
    />
  ),
  button: (o, raw) => (
    <Button
      {...variants(o, 'govuk-button', { variant: ['secondary', 'warning', 'inverse'] })}
      {...attributes(o)}
      href={o.maybe('href')}
      start={o.flag('isStartButton')}
      type={o.pick('type', ['submit', 'button', 'reset'] as const)}
      name={o.maybe('name')}
      value={o.maybe('value')}
      id={o.maybe('id')}
      disabled={o.flag('disabled')}
      preventDoubleClick={o.flag('preventDoubleClick')}
    >
      {o.has('isStartButton') && o.has('html') ? <span>{words(o, raw)}</span> : words(o, raw)}
    </Button>
  ),
  'character-count': (o, raw) => (
    <CharacterCount {...field(o, raw)} {...textarea(o)} {...o.numbers('maxlength', 'maxwords', 'threshold')} />
  ),
  checkboxes: (o, raw) => (
    <Checkboxes {...choices(o, raw, 'govuk-checkboxes')} values={o.has('values') ? o.strings('values') : undefined} />
  ),
  'date-input': (o, raw) => {
    const fieldset = o.nested('fieldset')
    const values = o.nested('values')
    const prefix = o.maybe('namePrefix')
    const parts = (['day', 'month', 'year'] as const).map(name => ({ name, part: o.nested(name) }))
    const value = (name: string, part: Options | undefined) =>
      part?.maybe('value') ?? values?.maybe(prefix ? `${prefix}-${name}` : name)
    const said = parts.filter(({ part }) => part?.flag('error'))
    const wrong = (said.length > 0 ? said : parts.filter(({ part }) => part?.flag('error') !== false)).map(
      ({ name }) => name,
    )
    return (
      <DateInput
        {...common(o)}
        {...legend(fieldset, raw)}
        {...group(o)}
        name={prefix ?? ''}
        id={o.maybe('id')}
        hint={words(o.nested('hint'), raw)}
        error={words(o.nested('errorMessage'), raw)}
        describedBy={fieldset?.maybe('describedBy')}
        errorIn={said.length > 0 || o.has('errorMessage') ? wrong : undefined}
        {...Object.fromEntries(parts.map(({ name, part }) => [name, value(name, part)]))}
      />
    )
  },
  details: (o, raw) => (
    <Details
      {...common(o)}
      id={o.maybe('id')}
      open={o.flag('open')}
      summary={o.has('summaryHtml') ? raw(o.text('summaryHtml')) : o.text('summaryText', '')}
    >
      {words(o, raw)}
    </Details>
  ),
  'error-message': (o, raw) => (
    <ErrorMessage
      {...common(o)}
      id={o.maybe('id')}
      hiddenText={o.flag('visuallyHiddenText') === false ? false : o.maybe('visuallyHiddenText')}
    >
      {words(o, raw)}
    </ErrorMessage>
  ),
  'error-summary': (o, raw) => (
    <ErrorSummary
      {...common(o)}
      title={o.has('titleHtml') ? raw(o.text('titleHtml')) : o.text('titleText', '')}
      description={o.has('descriptionHtml') ? raw(o.text('descriptionHtml')) : o.maybe('descriptionText')}
      disableAutoFocus={o.flag('disableAutoFocus')}
      errors={o.list('errorList').map(item => ({ href: item.maybe('href'), message: words(item, raw) }))}
    />
  ),
  fieldset: (o, raw) => (
    <Fieldset
      {...common(o)}
      {...legend(o, raw)}
      describedBy={o.maybe('describedBy')}
      role={o.pick('role', ['group'] as const)}
    >
      {o.has('html') && raw(o.text('html'))}
    </Fieldset>
  ),
  'file-upload': (o, raw) => (
    <FileUpload {...field(o, raw)} multiple={o.flag('multiple')} dropZone={o.flag('javascript')} />
  ),
  hint: (o, raw) => (
    <Hint {...common(o)} id={o.maybe('id')}>
      {words(o, raw)}
    </Hint>
  ),
  input: (o, raw) => {
    const { width, classes } = variants(o, 'govuk-input', {
      width: ['width-2', 'width-3', 'width-4', 'width-5', 'width-10', 'width-20', 'width-30'],
    })
    return (
      <Input
        {...field(o, raw)}
        classes={classes}
        width={width ? (Number(width.slice('width-'.length)) as 2) : undefined}
        value={o.maybe('value')}
        type={o.pick('type', ['text', 'email', 'tel', 'password', 'search', 'date', 'number'] as const)}
        inputmode={o.pick('inputmode', ['numeric', 'decimal', 'email', 'tel', 'text'] as const)}
        autocomplete={o.maybe('autocomplete')}
        autocapitalize={o.maybe('autocapitalize')}
        pattern={o.maybe('pattern')}
        spellcheck={o.flag('spellcheck')}
        prefix={words(o.nested('prefix'), raw)}
        suffix={words(o.nested('suffix'), raw)}
      />
    )
  },
  'inset-text': (o, raw) => (
    <InsetText {...common(o)} id={o.maybe('id')}>
      {words(o, raw)}
    </InsetText>
  ),
  label: (o, raw) => (
    <Label
      for={o.maybe('for')}
      heading={o.flag('isPageHeading')}
      {...variants(o, 'govuk-label', { size: sizes })}
      {...attributes(o)}
    >
      {words(o, raw)}
    </Label>
  ),
  'notification-banner': (o, raw) => (
    <NotificationBanner
      {...common(o)}
      success={o.pick('type', ['success'] as const) === 'success' || undefined}
      title={o.has('titleHtml') ? raw(o.text('titleHtml')) : o.maybe('titleText')}
      titleId={o.maybe('titleId')}
      titleHeadingLevel={o.pick('titleHeadingLevel', [2, 3] as const)}
      role={o.pick('role', ['alert', 'region'] as const)}
      disableAutoFocus={o.flag('disableAutoFocus')}
    >
      {o.has('html') ? words(o, raw) : o.has('text') && <BannerHeading>{words(o, raw)}</BannerHeading>}
    </NotificationBanner>
  ),
  pagination: (o, raw) => (
    <Pagination
      {...common(o)}
      landmarkLabel={o.maybe('landmarkLabel')}
      previous={pageLink(o.nested('previous'), raw)}
      next={pageLink(o.nested('next'), raw)}
      items={
        o.has('items')
          ? o.list('items').map(
              (item): PageItem =>
                item.flag('ellipsis')
                  ? { ellipsis: true }
                  : {
                      number: item.text('number'),
                      href: item.text('href'),
                      current: item.flag('current'),
                      hiddenText: item.maybe('visuallyHiddenText'),
                      ...attributes(item),
                    },
            )
          : undefined
      }
    />
  ),
  panel: (o, raw) => {
    if (o.maybe('classes')?.includes('govuk-panel--interruption')) o.refuse('classes: interruption')
    return (
      <Panel
        {...common(o)}
        headingLevel={o.pick('headingLevel', [1, 2] as const)}
        title={o.has('titleHtml') ? raw(o.text('titleHtml')) : o.text('titleText', '')}
      >
        {words(o, raw)}
      </Panel>
    )
  },
  radios: (o, raw) => <Radios {...choices(o, raw, 'govuk-radios')} value={o.maybe('value')} />,
  select: (o, raw) => (
    <Select
      {...field(o, raw)}
      value={o.maybe('value')}
      items={o.list('items').map(item => ({
        value: item.maybe('value'),
        text: item.text('text', ''),
        selected: item.flag('selected'),
        disabled: item.flag('disabled'),
        ...attributes(item),
      }))}
    />
  ),
  'service-navigation': (o, raw) => (
    <ServiceNavigation
      {...truthy(variants(o, 'govuk-service-navigation', { inverse: ['inverse'] }))}
      {...attributes(o)}
      serviceName={o.maybe('serviceName')}
      serviceUrl={o.maybe('serviceUrl')}
      label={o.maybe('ariaLabel')}
      menuButtonText={o.maybe('menuButtonText')}
      menuButtonLabel={o.maybe('menuButtonLabel')}
      navigationLabel={o.maybe('navigationLabel')}
      navigationId={o.maybe('navigationId')}
      navigationClasses={o.maybe('navigationClasses')}
      collapse={o.flag('collapseNavigationOnMobile')}
      items={o.list('navigation').map(item => ({
        href: item.maybe('href'),
        text: words(item, raw),
        current: item.flag('current'),
        active: item.flag('active'),
        ...attributes(item),
      }))}
    />
  ),
  'skip-link': (o, raw) => (
    <SkipLink {...common(o)} href={o.maybe('href')}>
      {words(o, raw)}
    </SkipLink>
  ),
  'summary-list': (o, raw) => {
    const card = o.nested('card')
    const actions = (of: Options | undefined) =>
      of?.has('items')
        ? of.list('items').map(item => ({
            href: item.text('href'),
            text: words(item, raw),
            hidden: item.maybe('visuallyHiddenText'),
            ...attributes(item),
          }))
        : undefined
    const title = card?.nested('title')
    return (
      <SummaryList
        {...truthy(variants(o, 'govuk-summary-list', { noBorder: ['no-border'] }))}
        {...attributes(o)}
        card={
          card && {
            ...common(card),
            title: words(title, raw),
            headingLevel: title?.pick('headingLevel', [2, 3, 4] as const),
            actions: actions(card.nested('actions')),
          }
        }
        rows={o.list('rows').map(row => ({
          key: words(row.nested('key'), raw),
          value: words(row.nested('value'), raw),
          actions: actions(row.nested('actions')),
          classes: row.maybe('classes'),
        }))}
      />
    )
  },
  table: (o, raw) => {
    const cell = (item: Options): Cell => ({
      ...common(item),
      content: words(item, raw),
      numeric: item.pick('format', ['numeric'] as const) === 'numeric',
      ...item.numbers('colspan', 'rowspan'),
    })
    return (
      <Table
        {...common(o)}
        caption={o.maybe('caption')}
        captionClasses={o.maybe('captionClasses')}
        firstCellIsHeader={o.flag('firstCellIsHeader')}
        head={o.has('head') ? o.list('head').map(cell) : undefined}
        rows={o.lists('rows').map(row => row.map(cell))}
      />
    )
  },
  tabs: (o, raw) => {
    const prefix = o.maybe('idPrefix')
    return (
      <Tabs
        {...common(o)}
        id={o.maybe('id')}
        title={o.maybe('title')}
        items={o.list('items').map((item, index) => {
          const panel = item.nested('panel')
          return {
            id: item.text('id', `${prefix}-${index + 1}`),
            label: item.text('label', ''),
            content: panel?.has('html') ? words(panel, raw) : panel?.has('text') && <Body>{words(panel, raw)}</Body>,
            ...attributes(item),
            panelAttributes: panel && attributes(panel).attributes,
          }
        })}
      />
    )
  },
  tag: (o, raw) => (
    <Tag {...variants(o, 'govuk-tag', { colour: tagColours })} {...attributes(o)}>
      {words(o, raw)}
    </Tag>
  ),
  'task-list': (o, raw) => (
    <TaskList
      {...common(o)}
      idPrefix={o.maybe('idPrefix')}
      items={o.list('items').map(item => {
        const status = item.nested('status')
        const tag = status?.nested('tag')
        const { cannotStart, classes } = status
          ? variants(status, 'govuk-task-list__status', { cannotStart: ['cannot-start-yet'] })
          : {}
        return {
          title: words(item.nested('title'), raw),
          href: item.maybe('href'),
          hint: words(item.nested('hint'), raw),
          status: tag ? (
            <Tag {...variants(tag, 'govuk-tag', { colour: tagColours })}>{words(tag, raw)}</Tag>
          ) : (
            words(status, raw)
          ),
          cannotStart: Boolean(cannotStart),
          statusClasses: classes,
          classes: item.maybe('classes'),
        }
      })}
    />
  ),
  textarea: (o, raw) => <Textarea {...field(o, raw)} {...textarea(o)} />,
  'warning-text': (o, raw) => (
    <WarningText {...common(o)} hiddenText={o.maybe('iconFallbackText')}>
      {words(o, raw)}
    </WarningText>
  ),
}
