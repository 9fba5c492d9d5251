package dev.classify.dist;

import org.jspecify.annotations.Nullable;

/// The cookies of somebody who is logged in, from one visit to the next.
///
/// A visit may refresh them, and a refresh token that is sent again ends the login: each visit
/// leaves its cookies for the next one.
final class BrowserLogin {

  private @Nullable String cookies;

  /// As Playwright writes them; null before the first visit has ended.
  @Nullable String cookies() {
    return cookies;
  }

  void keep(String now) {
    cookies = now;
  }
}
