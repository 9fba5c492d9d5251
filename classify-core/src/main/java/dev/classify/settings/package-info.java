/// Settings as text: reading them by key, with every problem reported together and secrets masked.
///
/// Every program reads its settings through [dev.classify.settings.SettingsReader], so that one
/// grammar holds for all of them. Nothing here reads the environment: a program hands its settings
/// over as a map. The only files that are read are those of secrets (`KEY_FILE`).
@NullMarked
package dev.classify.settings;

import org.jspecify.annotations.NullMarked;
