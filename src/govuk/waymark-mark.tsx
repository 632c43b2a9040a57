/** A small trail sign: a dot and an arrow on a post. */
export const Mark = () => (
  <svg class="waymark-header__mark" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
    <g fill="none" stroke="currentColor" stroke-width="2.6" stroke-linecap="round" stroke-linejoin="round">
      <path d="M16 19v11M12 30h8M3 4h18.5l7 7.5-7 7.5H3z" />
      <path stroke-width="2.3" d="M13 11.5h8M18.4 8.7l2.9 2.8-2.9 2.8" />
    </g>
    <circle cx="8.6" cy="11.5" r="2.2" fill="currentColor" />
  </svg>
)
