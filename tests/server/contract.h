// web/api/openapi.json, as far as it is needed to hold the server against it.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "client.h"

namespace perankh::server_test {

class Contract {
 public:
  /// The file of this repository.
  [[nodiscard]] static const Contract& of_the_page();

  struct Operation {
    std::string name;
    std::string method;
    std::string path;
    std::vector<std::string> parameters;  ///< of the query
    bool has_json_body = false;
    bool has_file_body = false;
    std::string token;  ///< "page", "command", or empty
  };
  [[nodiscard]] std::vector<Operation> operations() const;

  /// What is wrong with an answer to a request; empty when it is what the file promises.
  [[nodiscard]] std::string fault_of(const std::string& method, const std::string& target, const Reply& reply) const;
  /// What is wrong with a value, by a schema's name.
  [[nodiscard]] std::string fault_of(const std::string& schema, const Json& value) const;
  /// The names of the tables of a save.
  [[nodiscard]] std::vector<std::string> tables() const;
  /// What a row of a table is said to be.
  [[nodiscard]] std::string row_of(const std::string& table) const;

 private:
  explicit Contract(Json file) : file_(std::move(file)) {}
  [[nodiscard]] const Json* operation_at(const std::string& method, const std::string& path) const;
  [[nodiscard]] const Json& resolved(const Json& json) const;
  [[nodiscard]] std::string fault(const Json& schema, const Json& value, const std::string& where) const;
  [[nodiscard]] std::string fault_of_table(const Json& table) const;
  [[nodiscard]] std::string fault_of_object(const Json& schema, const Json& value, const std::string& where) const;

  Json file_;
};

}  // namespace perankh::server_test
