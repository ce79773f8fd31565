// SPDX-License-Identifier: GPL-3.0-only
#include "app/type_stubs.h"

#include "app/cli/typed_stub.h"

namespace conduit::app {

QString typeStub(ui::StubLanguage language, const wire::Schema &schema)
{
    switch (language) {
    case ui::StubLanguage::Cpp:
        return cli::typedStub(cli::cppLanguage(), schema);
    case ui::StubLanguage::Python:
        return cli::typedStub(cli::pythonLanguage(), schema);
    case ui::StubLanguage::TypeScript:
        return cli::typedStub(cli::typescriptLanguage(), schema);
    case ui::StubLanguage::Rust:
        return cli::typedStub(cli::rustLanguage(), schema);
    }
    Q_UNREACHABLE();
}

} // namespace conduit::app
