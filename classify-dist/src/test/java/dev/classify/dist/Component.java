package dev.classify.dist;

import java.util.List;

/// A library, program or image that we hand on or start.
///
/// @param name as a package URL without version, such as `pkg:maven/io.netty/netty-buffer`
/// @param licences SPDX identifiers, or the words of the publisher; more than one is a choice
/// @param part where it is: `in lib/`
record Component(String name, String version, List<String> licences, String part) {

  @Override
  public String toString() {
    return name + "@" + version;
  }
}
