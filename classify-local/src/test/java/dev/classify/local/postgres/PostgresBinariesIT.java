package dev.classify.local.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.classify.local.LocalSettings;
import dev.classify.local.cache.CacheFolder;
import org.junit.jupiter.api.Test;

class PostgresBinariesIT {

  @Test
  void folderInTheCacheIsNamedAfterTheVersionInTheBuild() throws Exception {
    CacheFolder cache = new CacheFolder(LocalSettings.from(System.getenv()).cache());
    PostgresBinaries binaries = PostgresBinaries.unpacked(cache);
    Process postgres = new ProcessBuilder(binaries.program("postgres"), "--version").start();
    assertThat(postgres.inputReader().readAllAsString())
        .isEqualToIgnoringNewLines("postgres (PostgreSQL) " + PostgresBinaries.VERSION);
  }
}
