/// Settings as text: reading them by key, with every problem reported together and secrets masked.
///
/// Every program reads its settings through [dev.classify.settings.SettingsReader], so that one
/// grammar holds for all of them. Nothing here reads a file or the environment: a program hands its
/// settings over as a map.
@NullMarked
package dev.classify.settings;

import org.jspecify.annotations.NullMarked;
