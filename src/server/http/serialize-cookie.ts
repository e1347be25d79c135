/** One Set-Cookie line. `value` holds no characters that need quoting. */
export function serializeCookie(name: string, value: string, options: { httpOnly: true; sameSite: 'lax'; path: '/'; secure: boolean; maxAge: number }): string {
  return `${name}=${value}; Max-Age=${options.maxAge}; Path=/; HttpOnly;${options.secure ? ' Secure;' : ''} SameSite=Lax`;
}
