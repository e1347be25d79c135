/** One Set-Cookie line. `value` holds no characters that need quoting; the page itself reads only a cookie that is not `httpOnly`. */
export function serializeCookie(name: string, value: string, options: { httpOnly: boolean; sameSite: 'lax'; path: '/'; secure: boolean; maxAge: number }): string {
  return `${name}=${value}; Max-Age=${options.maxAge}; Path=/;${options.httpOnly ? ' HttpOnly;' : ''}${options.secure ? ' Secure;' : ''} SameSite=Lax`;
}
