package dev.classify.store;

/// Address and credentials of the database.
///
/// @param url JDBC address, such as `jdbc:postgresql://127.0.0.1:5432/classify`
public record DatabaseSettings(String url, String user, String password) {

  @Override
  public String toString() {
    return "DatabaseSettings[url=" + url + ", user=" + user + ", password=***]";
  }
}
