package dev.classify.dist;

import com.microsoft.playwright.options.Cookie;
import java.util.List;

/// The cookies of somebody who is logged in, from one visit to the next.
///
/// A visit may refresh them, and a refresh token that is sent again ends the login: each visit
/// leaves its cookies for the next one.
final class BrowserLogin {

  private List<Cookie> cookies = List.of();

  /// None before the first visit has ended.
  List<Cookie> cookies() {
    return cookies;
  }

  void keep(List<Cookie> now) {
    cookies = List.copyOf(now);
  }
}
