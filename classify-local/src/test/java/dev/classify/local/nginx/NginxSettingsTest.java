package dev.classify.local.nginx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NginxSettingsTest {

  private static final Path ORIGINAL = Path.of("..", "nginx.conf");

  @TempDir Path folder;

  @Test
  void onlyAddressesAndFoldersDifferFromThoseOfTheContainers() throws Exception {
    String ours = NginxSettings.of(21_080, 21_090, List.of(21_081, 21_082, 21_083), folder);
    List<String> added = new ArrayList<>(ours.lines().toList());
    List<String> original = Files.readAllLines(ORIGINAL);
    added.removeAll(original);
    assertThat(added.stream().map(String::strip))
        .containsExactlyInAnyOrder(
            "pid \"" + folder + "/nginx.pid\";",
            "include \"" + folder + "/extra-workers*.conf\";",
            "include \"" + folder + "/extra-workers*.conf\";",
            "client_body_temp_path \"" + folder + "/client_body\";",
            "proxy_temp_path \"" + folder + "/proxy\";",
            "fastcgi_temp_path \"" + folder + "/fastcgi\";",
            "uwsgi_temp_path \"" + folder + "/uwsgi\";",
            "scgi_temp_path \"" + folder + "/scgi\";",
            "server 127.0.0.1:21081 max_fails=1 fail_timeout=2s;",
            "server 127.0.0.1:21081 max_fails=1 fail_timeout=2s;",
            "server 127.0.0.1:21082 max_fails=1 fail_timeout=2s;",
            "server 127.0.0.1:21082 max_fails=1 fail_timeout=2s;",
            "server 127.0.0.1:21083 max_fails=1 fail_timeout=2s;",
            "server 127.0.0.1:21083 max_fails=1 fail_timeout=2s;",
            "listen 127.0.0.1:21080;",
            "listen 127.0.0.1:21090;");
    List<String> left = new ArrayList<>(original);
    left.removeAll(ours.lines().toList());
    assertThat(left.stream().map(String::strip))
        .hasSize(20)
        .allMatch(line -> line.matches("(pid|include|listen|server|\\w+_temp_path) .*"));
  }

  @Test
  void nginxTakesThem() throws Exception {
    assumeTrue(NginxProgram.installed(System.getenv()).isPresent(), "NGINX is not installed");
    Path home = Files.createDirectory(folder.resolve("a folder"));
    NginxProgram nginx =
        new NginxProgram(null, home, 21_080, 21_090, List.of(21_081, 21_082), System.getenv());
    List<String> words = new ArrayList<>(nginx.prepare().words());
    words.add("-t");
    Process test = new ProcessBuilder(words).redirectErrorStream(true).start();
    String said = test.inputReader().readAllAsString();
    assertThat(test.waitFor()).as(said).isZero();
  }

  @Test
  void missingNginxIsReportedWithTheMend() {
    NginxProgram nginx =
        new NginxProgram(
            Path.of("/no/nginx"), folder, 21_080, 21_090, List.of(1, 2), System.getenv());
    assertThatThrownBy(nginx::prepare)
        .hasMessageStartingWith("NGINX_SERVER names /no/nginx, which is no program\nfix: ");
  }
}
