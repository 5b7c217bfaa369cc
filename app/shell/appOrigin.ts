/** Scheme and origin of the studio's own page; nothing else is ever loaded. */
export const appScheme = 'app';
export const appHost = 'netloom';
export const appOrigin = `${appScheme}://${appHost}`;
export const startPage = `${appOrigin}/index.html`;

/** True for an address of the studio's own page. */
export function isOwnPage(address: string): boolean {
  try {
    const { protocol, host } = new URL(address);
    return protocol === `${appScheme}:` && host === appHost;
  } catch {
    return false;
  }
}
