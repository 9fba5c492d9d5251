import {mayAs} from './words.js';

let user = null;

/** Who is logged in, with `name` and `role`; null if nobody is. */
export const currentUser = () => user;

export function setUser(now) {
  user = now;
}

/** Whether the one who is logged in may do what this role does; the server checks it again. */
export const may = role => user !== null && mayAs(user.role, role);
