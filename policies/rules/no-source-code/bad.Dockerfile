FROM node:24-trixie-slim
WORKDIR /app
# With .git, tests, and the .env of whoever builds it.
COPY . .
RUN npm ci --omit=dev
USER node
CMD ["node", "server.js"]
