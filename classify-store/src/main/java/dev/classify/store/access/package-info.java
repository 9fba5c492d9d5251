/// Who may use the HTTP API: users, logins, tokens, and the keys that sign.
@NullMarked
package dev.classify.store.access;

import org.jspecify.annotations.NullMarked;
