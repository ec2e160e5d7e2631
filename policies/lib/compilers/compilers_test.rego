package lib.compilers_test

import data.lib.compilers

# By command: the language, and how a message names it.
test_commands[command] if {
	some command, expected in {
		"go build -v ./...": ["go", "go build"],
		"/usr/local/go/bin/go install a/b@latest": ["go", "go install"],
		"go -C src build": ["go", "go build"],
		"cargo build --release": ["rust", "cargo build"],
		"rustc a.rs": ["rust", "rustc"],
		"gcc-14 -o a a.c": ["c", "gcc-14"],
		"x86_64-linux-gnu-g++ a.cc": ["c", "x86_64-linux-gnu-g++"],
		"aarch64-linux-musl-gcc a.c": ["c", "aarch64-linux-musl-gcc"],
		"clang++ a.cc": ["c", "clang++"],
		"cmake --build build": ["c", "cmake"],
		"make": ["", "make"],
		"make -j4 install": ["", "make"],
		"ninja -C build": ["", "ninja"],
		"javac A.java": ["java", "javac"],
		"mvn -B -DskipTests clean package": ["java", "mvn package"],
		"./mvnw package": ["java", "mvnw package"],
		"./gradlew :app:bootJar --no-daemon": ["java", "gradlew :app:bootJar"],
		"gradle build": ["java", "gradle build"],
		"dotnet publish -c Release": ["dotnet", "dotnet publish"],
		"tsc -p .": ["javascript", "tsc"],
		"npx tsc": ["javascript", "tsc"],
		"npx -p typescript tsc": ["javascript", "tsc"],
		"npx vite build": ["javascript", "vite build"],
		"yarn run build:prod": ["javascript", "yarn run build:prod"],
		"yarn --cwd ui build": ["javascript", "yarn build"],
		"yarn workspace web build": ["javascript", "yarn build"],
		"npm --prefix ui run build": ["javascript", "npm run build"],
		"npm run --silent build": ["javascript", "npm run build"],
		"pnpm --filter web build": ["javascript", "pnpm build"],
		"pnpm -r build": ["javascript", "pnpm build"],
		"npx --yes tsc": ["javascript", "tsc"],
		"npm run build": ["javascript", "npm run build"],
		"npm run build:prod -- --x": ["javascript", "npm run build:prod"],
		"yarn build": ["javascript", "yarn build"],
		"pnpm run build": ["javascript", "pnpm run build"],
		"pnpm exec vite build": ["javascript", "vite build"],
		"swift build -c release": ["swift", "swift build"],
		"bazel build //...": ["", "bazel build"],
		"mix release": ["elixir", "mix release"],
	}
	words := split(command, " ")
	found := compilers.use(words)
	[found.language, found.shown] == expected
}

test_others[command] if {
	some command in {
		"go version", "go test ./...", "go mod download", "gcc --version", "make -v", "make --help",
		"mvn dependency:go-offline", "mvn --version", "gradle dependencies", "dotnet restore", "dotnet app.dll",
		"npm ci", "npm install", "npm start", "npm run test", "npm run rebuild-index", "yarn", "yarn install",
		"npx playwright install", "pip install cmake", "python setup.py", "cargo fetch", "gcc-ar a", "echo make",
		"makedev", "docker-php-ext-install gd", "bundle install",
	}
	not compilers.use(split(command, " "))
}

test_no_command if not compilers.use([])
